import { isUniqueViolation } from '@waarmerk/storage'
import { SigningError } from '../errors.ts'

const singleUse = [
  'identification_token_is_unique',
  'identification_jti_is_unique',
  'transaction_code_is_unique',
  'transaction_token_is_unique',
  'transaction_jti_is_unique',
]

/** Turns the database's word that a token or code was seen before into ERR_TOKEN_REPLAYED. */
export const refuseReplay = async <Result>(write: () => Promise<Result>): Promise<Result> => {
  try {
    return await write()
  } catch (error) {
    if (singleUse.some((constraint) => isUniqueViolation(error, constraint))) {
      throw new SigningError('ERR_TOKEN_REPLAYED', 'this token or code was used before', { cause: error })
    }
    throw error
  }
}
