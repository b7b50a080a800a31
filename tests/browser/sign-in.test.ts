import { firstAdmin } from '../support';
import { signInAs, thePanel, untilIn } from './panel';

const panel = thePanel();

it('lets the super admin into the panel', async () => {
  const page = await panel.aVisitor();

  await signInAs(page, firstAdmin);

  await untilIn(page);
});
