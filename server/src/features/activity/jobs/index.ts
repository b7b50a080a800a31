import { jobRoutes } from './routes';
import { jobResultSchema, jobSchema } from './schema';
import { jobsService } from './service';

export { scheduleJobs } from './schedule';
export const jobs = {
  tables: { job: jobSchema, 'job-result': jobResultSchema },
  services: { jobs: jobsService },
  routes: jobRoutes,
};
