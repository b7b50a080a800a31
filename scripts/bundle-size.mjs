import { MOST_MORE, panelSizes } from './lib/panel-sizes.mjs';
import { announce, main } from './lib/run.mjs';

// Shows how much the plugin adds to the panel's first load.

main(() => {
  announce('Building the panel with and without the plugin');
  const { withIt, withoutIt } = panelSizes();
  const grown = withIt.first - withoutIt.first;
  const row = (name, value) => console.log(`  ${name.padEnd(48)}${value.toFixed(1).padStart(9)} KB`);
  announce('Compressed, without the images');
  row('first load without the plugin', withoutIt.first);
  row('first load with it, texts in all languages', withIt.first);
  row('grows by', grown);
  row('all of its pages together, loaded when opened', withIt.all - withoutIt.all - grown);
  if (grown > MOST_MORE) {
    throw new Error(`The first load grows by more than ${MOST_MORE} KB`);
  }
});
