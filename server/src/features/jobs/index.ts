import { jobRoutes } from './routes';
import { jobResultSchema, jobSchema } from './schema';
import { jobsService } from './service';

export { scheduleJobs } from './schedule';
export const jobs = {
  contentTypes: { job: { schema: jobSchema }, 'job-result': { schema: jobResultSchema } },
  services: { jobs: jobsService },
  routes: jobRoutes,
};
