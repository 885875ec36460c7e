"""Signs with pyHanko: `once IN OUT KEYS LEVEL SERVICES`, or `serve …` as timed.mjs does."""
import json
import resource
import shutil
import sys
import time

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers, timestamps

mode, source, output, keys, level, services = (sys.argv[1:] + ["B-B", ""])[:6]
signer = None
validation = None


def prepare():
    global signer, validation
    signer = signers.SimpleSigner.load_pkcs12(f"{keys}/signer.p12", passphrase=b"waarmerk")
    if level in ("B-LT", "B-LTA"):
        from pyhanko.keys import load_cert_from_pemder
        from pyhanko_certvalidator import ValidationContext

        validation = ValidationContext(trust_roots=[load_cert_from_pemder(f"{keys}/root.pem")], allow_fetching=True)


def sign():
    if signer is None or level in ("B-LT", "B-LTA"):
        prepare()
    metadata = signers.PdfSignatureMetadata(
        field_name="Signature",
        md_algorithm="sha256",
        subfilter=fields.SigSeedSubFilter.PADES,
        validation_context=validation,
        embed_validation_info=validation is not None,
        use_pades_lta=level == "B-LTA",
    )
    timestamper = None if level == "B-B" else timestamps.HTTPTimeStamper(f"{services}/tsa")
    # The fastest way pyHanko has: a copy that is signed in place.
    shutil.copyfile(source, output)
    with open(output, "rb+") as file:
        signers.PdfSigner(metadata, signer=signer, timestamper=timestamper).sign_pdf(
            IncrementalPdfFileWriter(file), in_place=True
        )


def processor():
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


if mode == "once":
    sign()
else:
    for line in sys.stdin:
        began, cpu = time.perf_counter(), processor()
        for _ in range(int(line)):
            sign()
        print(json.dumps({"wallSeconds": time.perf_counter() - began, "cpuSeconds": processor() - cpu}), flush=True)
