#!/usr/bin/env bash
# Builds the commit that is checked out twice, in two folders and with another time zone and language,
# and fails unless all artifacts are equal byte for byte. Archives hold the modes of files, hence one umask. Takes twice as long as `mvn -Prelease verify`.
set -euo pipefail
root=$(git -C "$(dirname "${BASH_SOURCE[0]}")" rev-parse --show-toplevel)
[[ -z $(git -C "$root" status --porcelain) ]] || echo "Uncommitted changes are not built." >&2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

build() (
  umask 022
  export TZ=$2 LC_ALL=$3
  git clone -q "$root" "$work/$1"
  cd "$work/$1"
  "${MVN:-mvn}" -B -q -Prelease -Dgpg.skip verify >&2
  cd target
  sha256sum bamotf-webhooks*.jar bamotf-webhooks.war bamotf-webhooks.pom bamotf-webhooks-cyclonedx.*
)

build first UTC C.UTF-8 >"$work/first.sha256"
build the/second Asia/Kathmandu C >"$work/second.sha256"
diff "$work/first.sha256" "$work/second.sha256" || { echo "The builds differ." >&2; exit 1; }
cat "$work/first.sha256"
