# SPDX-License-Identifier: EUPL-1.2
# Shared by the commands; not run by itself.

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
repository=$(cd "$here/../.." && pwd -P)
data=${KOPPELPUNT_DATA:-$here/.data}

fail() {
  echo "$1" >&2
  exit 1
}

# Keeps how a command is used, and says it alone when that is asked: usage TEXT ARGUMENTS...
usage() {
  usage="Usage: $1"
  case " ${*:2} " in
    *" -h "* | *" --help "*)
      echo "$usage"
      exit 0
      ;;
  esac
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

require_node() {
  local version
  version=$(node --version 2>/dev/null | sed 's/^v//; s/\..*//' || true)
  [ "${version:-0}" -ge 20 ] || fail "Building the pages needs Node.js 20 or newer (node and npm on the PATH)."
}

# What a build makes last of a module.
product() {
  local product
  for product in "$repository/$1"/target/*-exec.jar "$repository/$1/target/classpath"; do
    if [ -f "$product" ]; then
      echo "$product"
      return
    fi
  done
}

# A module is stale when its product is missing or older than anything it is made from. The age of a product is its
# change time: a reproducible build gives jars a modification time of its own.
is_stale() {
  local product
  product=$(product "$1")
  [ -n "$product" ] || return 0
  [ -n "$(find "$repository/pom.xml" "$repository"/platform/*/pom.xml "$repository"/platform/*/src/main \
    "$repository/$1/pom.xml" "$repository/$1/src/main" "$repository/$1/frontend" \
    -name node_modules -prune -o -type f -newermc "$product" -print 2>/dev/null | head -n 1)" ]
}

# Builds the modules named, and what they are made of, when one of them is stale.
build() {
  local module
  for module in "$@"; do
    if is_stale "$module"; then
      require_node
      echo "Building (a first time takes some minutes) ..."
      (cd "$repository" && JAVA_HOME=$java_home ./mvnw -q -B -DskipTests -Dspotless.check.skip=true \
        -pl "$(echo "$*" | tr ' ' ',')" -am package) || fail "The build failed; what it said is above."
      return
    fi
  done
}

# A command that looks after what runs, or ran, needs the launcher that up copied.
require_started_once() {
  [ -f "$data/apps/launcher/classpath" ] || fail "Nothing runs; deploy/local/up starts the stack."
}

# Becomes the launcher. It runs from copies made at the last start: a build does not pull them away.
launch() {
  exec "$java_home/bin/java" -Xmx256m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Dstdout.encoding=UTF-8 -Dstderr.encoding=UTF-8 \
    -Dkoppelpunt.repository="$repository" -Dkoppelpunt.data="$data" \
    -cp "$(cat "$data/apps/launcher/classpath")" nl.koppelpunt.local.LocalStack "$@"
}
