import { noticesService } from './service';

export { followCredentials } from './lifecycles';
export const notices = { services: { notices: noticesService } };
