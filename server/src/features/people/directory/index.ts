export { followNativeRecords } from './lifecycles';
