// @peculiar/x509 needs this import to come first.
import 'reflect-metadata'
import { webcrypto } from 'node:crypto'
import * as x509 from '@peculiar/x509'
import * as asn1js from 'asn1js'
import type { CrlPlan } from './crl-plan.ts'
import { type Revocation, revocationReasons } from './revocations.ts'

/** cRLNumber, reasonCode (RFC 5280 §5.2.3, §5.3.1) and expiredCertsOnCRL (ITU-T X.509 §9.5.2.10). */
const crlNumberOid = '2.5.29.20'
const reasonOid = '2.5.29.21'
const expiredCertsOnCrlOid = '2.5.29.60'

/** DER of a list of revoked certificates (RFC 5280 §5). */
export async function certificateRevocationList(plan: CrlPlan): Promise<Uint8Array> {
  const issuer = new x509.X509Certificate(plan.issuer)
  const list = await x509.X509CrlGenerator.create(
    {
      issuer: issuer.subjectName,
      thisUpdate: plan.thisUpdate,
      nextUpdate: plan.nextUpdate,
      entries: plan.revoked.map(entry),
      signingKey: plan.signer.privateKey,
      signingAlgorithm: { name: plan.signer.privateKey.algorithm.name, hash: plan.signer.digest },
      extensions: [
        await x509.AuthorityKeyIdentifierExtension.create(issuer.publicKey, false, webcrypto),
        // Seconds since 1970 grow from list to list, also over a restart.
        extension(crlNumberOid, new asn1js.Integer({ value: plan.thisUpdate.getTime() / 1000 })),
        extension(expiredCertsOnCrlOid, new asn1js.GeneralizedTime({ valueDate: plan.expiredCertsOnCrl })),
        ...plan.extensions,
      ],
    },
    webcrypto,
  )
  const der = new Uint8Array(list.rawData)
  // The signature is the last field, so its last bit is the last of the list.
  if (plan.spoilSignature) der[der.length - 1] = (der.at(-1) ?? 0) ^ 1
  return der
}

function entry({ serialNumber, at, reason }: Revocation): x509.X509CrlEntryParams {
  // RFC 5280 §5.3.1: the reason "unspecified" is left out.
  const extensions =
    reason === 'unspecified' ? [] : [extension(reasonOid, new asn1js.Enumerated({ value: revocationReasons[reason] }))]
  return { serialNumber, revocationDate: at, extensions }
}

/** An extension of a list. */
export function extension(oid: string, value: asn1js.AsnType, critical = false): x509.Extension {
  return new x509.Extension(oid, critical, value.toBER())
}
