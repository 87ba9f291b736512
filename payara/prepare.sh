#!/bin/sh
# Prepares a Payara Micro that starts also while the database is away, and in half of the time.
#
#   payara/prepare.sh payara-micro.jar postgresql.jar bamotf-webhooks.war /opt/bamotf
#   java @/opt/bamotf/java-options.txt -jar /opt/bamotf/launch-micro.jar --nohazelcast
#
# The folder is made; it gets the server, the driver, the application, an archive of the classes that a start loads, and
# options of Java.
# To be run again for another version of any of them or of Java; several servers need a folder each.
#
# PGHOST, PGPORT, PGDATABASE, PGUSER and PGPASSWORD are those of postgresql-preboot.txt. The database must be there, and
# its tables are brought up to date; its password is not kept in the folder, and bamotf's secret is not needed. The
# application is started twice, each time for a moment.
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
folder=$(cd "$folder" && pwd) # Java takes the archive only if the server is started by the same path
log=$folder/prepare.log

# Starts the server, which ends as soon as it is up. It listens on loopback only, at another port if its own is in use, and
# handles no event. What is signed with its secret would be stored in the database, so nobody may know or guess that.
secret=$(od -An -N32 -tx1 /dev/urandom | tr -d ' \n')
record=
start() {
  HTTP_ADDRESS=127.0.0.1 BAMOTF_WEBHOOK_SECRET=$secret \
    "$java" @"$folder/java-options.txt" ${record:+"$record"} -Dbamotf.dispatch.concurrency=0 \
    -jar "$folder/launch-micro.jar" --nohazelcast --disablephonehome --autobindhttp --warmup "$@" >>"$log" 2>&1 ||
    fail "the server could not be started; $log says why"
}

echo "Setting the server up in $folder"
"$java" -jar "$micro" --rootdir "$folder" --outputlauncher >"$log" 2>&1 || fail "Payara Micro could not be unpacked; $log says why"
cp "$driver" "$folder/lib/"
cp "$boot/compiler-directives.json" "$folder/"
{
  cat "$boot/java-options.txt"
  printf '\n# What only a start needs is not compiled twice. Java takes this file among its diagnostic options only.\n'
  printf '%s\n"%s"\n' -XX:+UnlockDiagnosticVMOptions "-XX:CompilerDirectivesFile=$folder/compiler-directives.json"
} >"$folder/java-options.txt"
start --prebootcommandfile "$boot/postgresql-preboot.txt" --deploy "$war"
grep -q '<application ' "$folder/config/domain.xml" ||
  fail "the application could not be deployed, often since the database of PGHOST, PGPORT, PGDATABASE, PGUSER and PGPASSWORD cannot be reached; $log says why"

echo "Recording the classes of a start"
if "$java" -XX:+PrintFlagsFinal -version 2>/dev/null | grep -q AOTCacheOutput; then
  archive=$folder/classes.aot
  record=-XX:AOTCacheOutput=$archive
  use=-XX:AOTCache=$archive
else
  archive=$folder/classes.jsa
  record=-XX:ArchiveClassesAtExit=$archive
  use=-XX:SharedArchiveFile=$archive
fi
start
[ -f "$archive" ] || fail "this Java made no archive of classes; $log may say why"

# What it was started with for the preparation only: later it is to fail if its port is in use.
sed 's/ port-range="[^"]*"//' "$folder/config/domain.xml" >"$folder/domain.xml"
mv "$folder/domain.xml" "$folder/config/domain.xml"

{
  printf '\n# The classes of a start, recorded by prepare.sh. With a Java agent, Java 17 crashes at those that Payara\n'
  printf '# makes for enterprise beans, which this WAR has none of: an application with both needs this line taken out.\n'
  printf '"%s"\n' "$use"
} >>"$folder/java-options.txt"

echo "Start it with: $java @$folder/java-options.txt -jar $folder/launch-micro.jar --nohazelcast"
