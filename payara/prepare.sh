#!/bin/sh
# Prepares a Payara Micro that also starts while the database is away: the application is deployed once, here, and not
# again at each start.
#
#   payara/prepare.sh payara-micro.jar postgresql.jar bamotf-webhooks.war /opt/bamotf
#   java @/opt/bamotf/java-options.txt -jar /opt/bamotf/launch-micro.jar --nohazelcast
#
# The folder is made; it gets the server, the driver, the application and java-options.txt. Run this again, with a new
# folder, for another version of any of them. Several servers need a folder each.
#
# PGHOST, PGPORT, PGDATABASE, PGUSER and PGPASSWORD are those of postgresql-preboot.txt. The database must be reachable now,
# and its tables are brought up to date. The folder does not keep the password, and bamotf's secret is not needed.
set -eu

fail() {
  echo "prepare.sh: $*" >&2
  exit 1
}

[ $# -eq 4 ] || fail "usage: prepare.sh <payara-micro.jar> <postgresql.jar> <application.war> <folder>"
micro=$1 driver=$2 war=$3 folder=$4
boot=$(cd "$(dirname "$0")" && pwd)
for file in "$micro" "$driver" "$war"; do
  [ -f "$file" ] || fail "there is no file $file"
done
[ ! -e "$folder" ] || fail "$folder is there already; name a new folder, or remove it while its server is stopped"
java=${JAVA_HOME:+$JAVA_HOME/bin/}java

mkdir -p "$folder"
log=$folder/prepare.log

echo "Setting the server up in $folder"
"$java" -jar "$micro" --rootdir "$folder" --outputlauncher >"$log" 2>&1 || fail "Payara Micro could not be unpacked; $log says why"
cp "$driver" "$folder/lib/"
cp "$boot/java-options.txt" "$folder/"

# --warmup ends the server as soon as it is up. Until then it handles no event, and listens on loopback only, at any free
# port. Whatever is signed with its secret would be stored, so the secret is random.
unset BAMOTF_WEBHOOK_SECRET_FILE # it would contradict the random secret
HTTP_ADDRESS=127.0.0.1 BAMOTF_WEBHOOK_SECRET=$(od -An -N32 -tx1 /dev/urandom | tr -d ' \n') \
  "$java" @"$folder/java-options.txt" -Dbamotf.dispatch.concurrency=0 -jar "$folder/launch-micro.jar" \
  --nohazelcast --disablephonehome --autobindhttp --warmup \
  --prebootcommandfile "$boot/postgresql-preboot.txt" --deploy "$war" >>"$log" 2>&1 ||
  fail "the server could not be started; $log says why"
grep -q '<application ' "$folder/config/domain.xml" ||
  fail "the application could not be deployed, often since the database of PGHOST, PGPORT, PGDATABASE, PGUSER and PGPASSWORD cannot be reached; $log says why"

# From now on the server must fail if its port is in use.
sed 's/ port-range="[^"]*"//' "$folder/config/domain.xml" >"$folder/domain.xml"
mv "$folder/domain.xml" "$folder/config/domain.xml"

echo "Start it with: $java @$folder/java-options.txt -jar $folder/launch-micro.jar --nohazelcast"
