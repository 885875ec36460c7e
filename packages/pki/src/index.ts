export {
  type DigestAlgorithm,
  type SignatureAlgorithm,
  type SignatureAlgorithmEntry,
  signatureAlgorithms,
} from './algorithm/signature-algorithms.ts'
