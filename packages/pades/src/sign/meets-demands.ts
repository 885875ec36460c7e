import type { CertificateDemands } from '@waarmerk/pdf'
import { type Certificate, childrenOf, keyUsages, nameAttributeOids, oidOf, oids, readDer } from '@waarmerk/pki'

/**
 * Whether a signer's certificate meets what a field's seed value demands of it (ISO 32000-2 table 238). Names and bytes
 * only: who is trusted is another question.
 *
 * @param chain the signer's certificate first, then its issuers
 */
export const meetsDemands = (chain: readonly Certificate[], demands: CertificateDemands): boolean => {
  const [signer, ...issuers] = chain
  if (signer === undefined) return false
  const { subjects, issuers: allowed, policies, subjectNames, keyUsages: usages } = demands
  const stated = policies === null ? [] : policiesOf(signer)
  return (
    (subjects === null || subjects.some((der) => isSame(der, signer))) &&
    (allowed === null || allowed.some((der) => issuers.some((issuer) => isSame(der, issuer)))) &&
    (policies === null || policies.some((policy) => stated.includes(policy))) &&
    (subjectNames === null || subjectNames.some((name) => hasName(signer, name))) &&
    (usages === null || usages.some((usage) => hasUsage(signer, usage)))
  )
}

const isSame = (der: Uint8Array, certificate: Certificate): boolean => Buffer.compare(der, certificate.der) === 0

/** RFC 5280 §4.2.1.4. */
const policiesOf = ({ extensions }: Certificate): string[] => {
  const value = extensions.get(oids.certificatePolicies)
  return value === undefined ? [] : childrenOf(readDer(value), 0x30).map((policy) => oidOf(childrenOf(policy, 0x30)[0]))
}

/** RFC 4514 §3: the names by which a form may call the attributes; others come as object identifiers. */
const shortNames: Readonly<Record<string, string>> = {
  CN: nameAttributeOids.commonName,
  SN: nameAttributeOids.surname,
  GN: nameAttributeOids.givenName,
  C: nameAttributeOids.countryName,
  L: nameAttributeOids.localityName,
  ST: nameAttributeOids.stateOrProvinceName,
  O: nameAttributeOids.organizationName,
  OU: nameAttributeOids.organizationalUnitName,
  DC: nameAttributeOids.domainComponent,
  E: nameAttributeOids.emailAddress,
}

const hasName = ({ subjectAttributes }: Certificate, name: Readonly<Record<string, string>>): boolean =>
  Object.entries(name).every(([key, wanted]) => {
    const oid = shortNames[key.toUpperCase()] ?? key
    return subjectAttributes.some((attribute) => attribute.oid === oid && attribute.value === wanted)
  })

/** `1` must be set, `0` must not, `X` and what is left out may be either. */
const hasUsage = ({ keyUsage = [] }: Certificate, wanted: string): boolean =>
  keyUsages.every((usage, bit) => {
    const flag = wanted[bit] ?? 'X'
    return flag === 'X' || (flag === '1') === keyUsage.includes(usage)
  })
