import { deviceSchema } from './schema';
import { devicesService } from './service';

export const devices = {
  contentTypes: { device: { schema: deviceSchema } },
  services: { devices: devicesService },
};
