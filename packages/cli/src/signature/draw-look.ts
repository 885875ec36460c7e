export { drawLook } from '@waarmerk/pdf'
