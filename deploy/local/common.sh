# SPDX-License-Identifier: EUPL-1.2
# Shared by up and down; not run by itself.

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
repository=$(cd "$here/../.." && pwd -P)
data=${KOPPELPUNT_DATA:-$here/.data}

fail() {
  echo "$1" >&2
  exit 1
}

is_jdk_25() {
  [ -x "$1/bin/javac" ] && grep -Eq '^JAVA_VERSION="25[."]' "$1/release" 2>/dev/null
}

# Sets java_home to the first JDK 25 found.
find_jdk_25() {
  local on_path candidate
  on_path=$(java -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java\.home = //p' || true)
  for candidate in "${JAVA_HOME:-}" "$on_path" \
    /usr/lib/jvm/* /usr/java/* /opt/java/* /opt/jdk* /opt/*jdk* \
    "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* "$HOME"/.gradle/jdks/* "$HOME"/.jabba/jdk/* \
    "$HOME"/.asdf/installs/java/* "$HOME"/.local/share/mise/installs/java/* "$HOME"/.jenv/versions/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home \
    /opt/homebrew/opt/openjdk@25/libexec/openjdk.jdk/Contents/Home; do
    if [ -n "$candidate" ] && is_jdk_25 "$candidate"; then
      java_home=$candidate
      return
    fi
  done
  fail "Koppelpunt needs a JDK 25 (for example Eclipse Temurin 25): install one, or set JAVA_HOME to it."
}

# Becomes the launcher. It runs from copies made at the last start: a build does not pull them away.
launch() {
  exec "$java_home/bin/java" -Xmx256m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 \
    -Dkoppelpunt.repository="$repository" -Dkoppelpunt.data="$data" \
    -cp "$(cat "$data/apps/launcher/classpath")" nl.koppelpunt.local.LocalStack "$@"
}
