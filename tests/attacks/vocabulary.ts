export { sharedUrl } from '../support';
export { sendRaw } from '../support/raw';
export * from '../features/vocabulary';
