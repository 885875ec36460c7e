import { z } from 'zod'

/** RFC 9457 problem details, with our stable `code`; `reference` is what a person reads out on the phone. */
export const problem = z
  .object({
    type: z.string(),
    status: z.number().int(),
    title: z.string(),
    detail: z.string(),
    code: z.string(),
    reference: z.string().optional(),
    errors: z.array(z.object({ pointer: z.string(), message: z.string() })).optional(),
  })
  .meta({ id: 'Problem' })

export type Problem = z.output<typeof problem>
