// SPDX-License-Identifier: EUPL-1.2
// Makes the one stylesheet of the portal: concatenate -> purge against the templates -> minify, with the content
// hash in every file name. Usage: node build.js <output folder>
import { createHash } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const output = process.argv[2] ?? join(here, '..', 'target', 'classes');
const templates = join(here, '..', 'src', 'main', 'resources', 'templates');
const modules = join(here, 'node_modules');

// In the order of the cascade; the theme of the portal comes last.
const sheets = [
  '@nl-design-system-unstable/voorbeeld-design-tokens/dist/theme.css',
  ...['root', 'document', 'page-layout', 'page-header', 'page-content', 'page-footer', 'button', 'textbox', 'form-field',
    'form-label', 'form-field-error-message', 'form-field-description', 'alert', 'action-group',
  ].map((name) => `@utrecht/${name}-css/dist/index.css`),
  ...['heading', 'paragraph', 'link', 'skip-link'].map((name) => `@nl-design-system-candidate/${name}-css/dist/${name}.css`),
].map((path) => join(modules, path));

const fonts = ['fira-sans-latin-400-normal.woff2', 'fira-sans-latin-700-normal.woff2'];

const hash = (content) => createHash('sha256').update(content).digest('hex');

function complain(message) {
  console.error(message);
  process.exit(1);
}

function install() {
  const wanted = hash(readFileSync(join(here, 'package-lock.json')));
  const marker = join(modules, '.installed-lock');
  if (existsSync(marker) && readFileSync(marker, 'utf8') === wanted) return;
  try {
    execFileSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'],
      { cwd: here, stdio: ['ignore', 'ignore', 'pipe'], shell: process.platform === 'win32' });
  } catch (failure) {
    complain(`npm ci failed in gateway/frontend: ${failure.stderr ?? failure.message}`);
  }
  writeFileSync(marker, wanted);
}

function write(folder, name, content) {
  const dot = name.lastIndexOf('.');
  const hashed = `${name.slice(0, dot)}.${hash(content).slice(0, 16)}${name.slice(dot)}`;
  writeFileSync(join(folder, hashed), content);
  return hashed;
}

if (Number(process.versions.node.split('.')[0]) < 20) {
  complain(`Node 20 or newer is needed to make the stylesheet of the portal; this is ${process.version}.`);
}
install();

const { PurgeCSS } = await import('purgecss');
const { transform } = await import('lightningcss');

const folder = join(output, 'static', 'assets');
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });

const assets = {};
let portal = readFileSync(join(here, 'portal.css'), 'utf8');
for (const font of fonts) {
  assets[font] = write(folder, font, readFileSync(join(modules, '@fontsource/fira-sans/files', font)));
  portal = portal.replace(`url(${font})`, `url(${assets[font]})`);
}

const raw = [...sheets.map((path) => readFileSync(path, 'utf8')), portal].join('\n');
// Every rendered state is in the templates, so nothing needs a safelist but the theme's own class.
const [purged] = await new PurgeCSS().purge({
  content: [`${templates.replaceAll('\\', '/')}/**/*.html`],
  css: [{ raw }],
  variables: true,
  fontFace: false,
  safelist: { standard: ['voorbeeld-theme', 'html', 'body'] },
});
const { code } = transform({ filename: 'portal.css', code: Buffer.from(purged.css), minify: true });
// Its comment is for whoever reads the source, not for every visitor.
const icon = readFileSync(join(here, 'icon.svg'), 'utf8').replace(/<!--.*?-->\s*/gs, '');
assets['icon.svg'] = write(folder, 'icon.svg', icon);
assets['portal.css'] = write(folder, 'portal.css', code);

writeFileSync(join(output, 'assets.properties'),
  Object.entries(assets).map(([name, file]) => `${name}=${file}\n`).join(''));
