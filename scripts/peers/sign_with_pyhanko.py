"""Signs PDF files with pyHanko at level B-B, into a new field.

Answers each line of JSON {"file", "out", "password", "pkcs12", "passphrase"} with {"signed": true} or {"refused"}.
"""

import functools
import io
import json
import logging
import os
import sys

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import PdfSignatureMetadata, SimpleSigner, sign_pdf
from pyhanko.sign.fields import SigSeedSubFilter


@functools.cache
def signer_of(pkcs12, passphrase):
    return SimpleSigner.load_pkcs12(pkcs12, passphrase=passphrase.encode())


def signed(job, content, strict):
    writer = IncrementalPdfFileWriter(io.BytesIO(content), strict=strict)
    if writer.prev.encrypted:
        writer.encrypt(job.get("password") or "")
    signer = signer_of(job["pkcs12"], job["passphrase"])
    metadata = PdfSignatureMetadata(field_name="CorpusRun", subfilter=SigSeedSubFilter.PADES)
    return sign_pdf(writer, metadata, signer).getbuffer()


def answer_to(job):
    with open(job["file"], "rb") as file:
        content = file.read()
    try:
        output = signed(job, content, strict=True)
    except Exception:  # noqa: BLE001 - its lenient reader takes files that the strict one refuses
        try:
            output = signed(job, content, strict=False)
        except Exception as error:  # noqa: BLE001 - a refusal is an answer
            return {"refused": f"{type(error).__name__}: {error}"[:300]}
    with open(job["out"], "wb") as file:
        file.write(output)
    return {"signed": True}


def main():
    logging.disable(logging.CRITICAL)
    answers = os.fdopen(os.dup(1), "w")
    sys.stdout = sys.stderr
    for line in sys.stdin:
        answers.write(json.dumps(answer_to(json.loads(line))) + "\n")
        answers.flush()


main()
