"""Validates PDF files with pyHanko, without any network.

Answers each line of JSON on its input with one line of JSON. A job is {"file", "trust": [PEM], "crls": [DER],
"ocsps": [DER], "at": ISO date, "password", "profile": "basic" or "lta"}.
"""

import asyncio
import json
import logging
import os
import sys
from datetime import datetime, timezone

from asn1crypto import crl, ocsp
from pyhanko.keys import load_certs_from_pemder
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.ades.report import AdESStatus
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation import async_validate_pdf_signature, async_validate_pdf_timestamp
from pyhanko.sign.validation.ades import ades_lta_validation
from pyhanko.sign.validation.policy_decl import (
    LocalKnowledge,
    PdfSignatureValidationSpec,
    RevinfoOnlineFetchingRule,
    RevocationInfoGatheringSpec,
    SignatureValidationSpec,
)
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.context import CertValidationPolicySpec
from pyhanko_certvalidator.ltv.types import ValidationTimingInfo
from pyhanko_certvalidator.policy_decl import REQUIRE_REVINFO, CertRevTrustPolicy, FreshnessReqType
from pyhanko_certvalidator.registry import SimpleTrustManager
from pyhanko_certvalidator.revinfo.archival import CRLContainer, OCSPContainer


def read_all(paths, parse):
    found = []
    for path in paths:
        with open(path, "rb") as file:
            found.append(parse(file.read()))
    return found


class Material:
    """What a validator knows beside the file: anchors, revocation data and the time."""

    def __init__(self, job):
        self.roots = list(load_certs_from_pemder(job.get("trust", [])))
        self.crls = read_all(job.get("crls", []), crl.CertificateList.load)
        self.ocsps = read_all(job.get("ocsps", []), ocsp.OCSPResponse.load)
        at = job.get("at")
        self.at = datetime.fromisoformat(at.replace("Z", "+00:00")) if at else datetime.now(timezone.utc)

    def context(self):
        return ValidationContext(
            trust_roots=self.roots,
            moment=self.at,
            allow_fetching=False,
            crls=self.crls,
            ocsps=self.ocsps,
            revocation_mode="hard-fail" if self.crls or self.ocsps else "soft-fail",
        )

    def long_term(self):
        return PdfSignatureValidationSpec(
            SignatureValidationSpec(
                cert_validation_policy=CertValidationPolicySpec(
                    trust_manager=SimpleTrustManager.build(trust_roots=self.roots),
                    # The policy of the command line of pyHanko for AdES validation.
                    revinfo_policy=CertRevTrustPolicy(
                        REQUIRE_REVINFO,
                        freshness_req_type=FreshnessReqType.MAX_DIFF_REVOCATION_VALIDATION,
                    ),
                ),
                revinfo_gathering_policy=RevocationInfoGatheringSpec(RevinfoOnlineFetchingRule.LOCAL_ONLY),
                local_knowledge=LocalKnowledge(
                    known_crls=[CRLContainer(one) for one in self.crls],
                    known_ocsps=[OCSPContainer(one) for one in self.ocsps],
                ),
            )
        )


def unlocked(job, reader):
    if reader.security_handler is not None:
        reader.decrypt(job.get("password") or "")
    return reader


def named(level):
    return level.name if level is not None else None


def timestamp_verdict(status):
    if status is None:
        return None
    return {
        "at": status.timestamp.isoformat(),
        "intact": status.intact,
        "valid": status.valid,
        "trusted": status.trusted,
        "by": status.signing_cert.subject.human_friendly,
    }


def kind_of(embedded):
    return "timestamp" if embedded.sig_object.get("/Type") == "/DocTimeStamp" else "signature"


async def signature_verdict(embedded, material):
    if kind_of(embedded) == "timestamp":
        status = await async_validate_pdf_timestamp(embedded, material.context())
        sound = status.intact and status.valid and status.trusted
        passed = sound and status.modification_level != ModificationLevel.OTHER
        return {"passed": passed, "timestamp": timestamp_verdict(status), **cover(status)}
    status = await async_validate_pdf_signature(embedded, material.context(), material.context())
    return {
        "passed": status.bottom_line,
        "intact": status.intact,
        "valid": status.valid,
        "trusted": status.trusted,
        "by": status.signing_cert.subject.human_friendly,
        "docMdpOk": status.docmdp_ok,
        "seedValuesOk": status.seed_value_ok,
        "timestamp": timestamp_verdict(status.timestamp_validity),
        **cover(status),
    }


def cover(status):
    return {"coverage": named(status.coverage), "modifications": named(status.modification_level)}


async def long_term_verdict(embedded, material):
    timing = ValidationTimingInfo(
        validation_time=material.at, best_signature_time=material.at, point_in_time_validation=True
    )
    result = await ades_lta_validation(embedded, material.long_term(), timing_info=timing)
    oldest = result.oldest_evidence_record_timestamp
    return {
        "indication": result.ades_subindic.status.name,
        "subIndication": result.ades_subindic.name,
        # The bottom line of the status is of the moment of validation; proof of the past is in the indication alone.
        "passed": result.ades_subindic.status == AdESStatus.PASSED and unchanged(result.api_status),
        "failure": result.failure_msg,
        "bestSignatureTime": result.best_signature_time.isoformat(),
        "oldestDocumentTimestamp": oldest.isoformat() if oldest else None,
    }


def unchanged(status):
    """Whether what was signed is intact and nothing forbidden was added after it."""
    return status is not None and status.intact and bool(status.docmdp_ok) and status.seed_value_ok


async def verdict_of(job):
    """What the strict reader leads to; for files that it does not take to their end, what the lenient one does."""
    try:
        verdict = await read_and_judged(job, strict=True)
        if not any("error" in signature for signature in verdict["signatures"]):
            return verdict
    except Exception:  # noqa: BLE001 - whatever the strict reader dislikes
        pass
    return await read_and_judged(job, strict=False)


async def read_and_judged(job, strict):
    material = Material(job)
    with open(job["file"], "rb") as file:
        reader = unlocked(job, PdfFileReader(file, strict=strict))
        return {
            "strict": strict,
            "signatures": [await signature_judged(job, one, material) for one in reader.embedded_signatures],
        }


async def signature_judged(job, embedded, material):
    found = {"field": embedded.field_name, "kind": kind_of(embedded)}
    try:
        found.update(await signature_verdict(embedded, material))
        # Long-term validation needs a time stamp of the signature to stand on.
        if job.get("profile") == "lta" and found["kind"] == "signature" and found["timestamp"]:
            found["longTerm"] = await long_term_verdict(embedded, material)
    except Exception as error:  # noqa: BLE001 - a judge says what it could not judge
        found.update({"passed": False, "error": said(error)})
    return found


def said(error):
    return f"{type(error).__name__}: {error}"[:500]


def main():
    logging.disable(logging.CRITICAL)
    # Libraries that print must not mix with the answers.
    answers = os.fdopen(os.dup(1), "w")
    sys.stdout = sys.stderr
    for line in sys.stdin:
        try:
            answer = asyncio.run(verdict_of(json.loads(line)))
        except Exception as error:  # noqa: BLE001 - the next job must be judged too
            answer = {"error": said(error)}
        answers.write(json.dumps(answer) + "\n")
        answers.flush()


main()
