# Signs a request to the broker API, and sends it.   python3 sign-request.py METHOD PATH [BODY]
# Without BRIDGE_URL it only shows the two headers.
import hashlib
import hmac
import os
import sys
import time
import urllib.error
import urllib.request

method, path = sys.argv[1:3]
body = sys.argv[3].encode() if len(sys.argv) > 3 else b""

timestamp = os.environ.get("BRIDGE_TIMESTAMP") or str(int(time.time()))
message = (timestamp + method + path).encode() + body
secret = os.environ["BRIDGE_API_SECRET"].encode()
signature = hmac.new(secret, message, hashlib.sha256).hexdigest()

headers = {"X-Bridge-Timestamp": timestamp, "X-Bridge-Signature": signature}
if "BRIDGE_URL" not in os.environ:
    for name, value in headers.items():
        print(f"{name}: {value}")
else:
    headers["Authorization"] = "Bearer " + os.environ["BRIDGE_API_KEY"]
    headers["Content-Type"] = "application/json"
    url = os.environ["BRIDGE_URL"] + path
    request = urllib.request.Request(url, body or None, headers, method=method)
    try:
        answer = urllib.request.urlopen(request)
    except urllib.error.HTTPError as refusal:
        answer = refusal
    sys.stdout.buffer.write(answer.read())
