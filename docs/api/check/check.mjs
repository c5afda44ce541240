// SPDX-License-Identifier: EUPL-1.2
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { Parser, fromFile } from "@asyncapi/parser";

const file = resolve(dirname(fileURLToPath(import.meta.url)), "..", "asyncapi.yaml");
const { document, diagnostics } = await fromFile(new Parser(), file).parse();
for (const { severity, path, message } of diagnostics) {
  console.log(`${["error", "warning", "information", "hint"][severity]} ${path.join(".")}: ${message}`);
}
if (document === undefined || diagnostics.some(({ severity }) => severity < 2)) {
  process.exitCode = 1;
} else {
  console.log(`${document.allMessages().all().length} messages on ${document.allChannels().all().length} channels are well described.`);
}
