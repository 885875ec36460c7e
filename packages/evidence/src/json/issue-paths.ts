import type { z } from 'zod'

/** Where a value breaks its schema, and how: member names and rule names, never values. */
export const issuePaths = (error: z.ZodError): string =>
  error.issues
    .slice(0, 10)
    .map((issue) => `${issue.path.map(String).join('.') || '(whole)'}: ${issue.code}`)
    .join('; ')
