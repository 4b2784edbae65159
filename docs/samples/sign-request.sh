#!/usr/bin/env bash
# Signs a request to the broker API, and sends it.   sign-request.sh METHOD PATH [BODY]
# Without BRIDGE_URL it only shows the two headers.
set -euo pipefail

method=$1 path=$2 body=${3-}
timestamp=${BRIDGE_TIMESTAMP:-$(date +%s)}
signature=$(printf '%s' "$timestamp$method$path$body" |
  openssl dgst -sha256 -hmac "$BRIDGE_API_SECRET" -r | cut -d' ' -f1)

if [ -z "${BRIDGE_URL-}" ]; then
  printf 'X-Bridge-Timestamp: %s\nX-Bridge-Signature: %s\n' "$timestamp" "$signature"
  exit
fi
curl --silent --show-error --request "$method" "$BRIDGE_URL$path" \
  --header "Authorization: Bearer $BRIDGE_API_KEY" \
  --header "X-Bridge-Timestamp: $timestamp" \
  --header "X-Bridge-Signature: $signature" \
  --header 'Content-Type: application/json' \
  ${body:+--data-raw "$body"}
