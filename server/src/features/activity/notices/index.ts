export { followCredentials } from './lifecycles';
