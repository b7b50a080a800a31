import { Flex, TextButton } from '@strapi/design-system';

type Props<Way extends string> = {
  ways: readonly Way[];
  label: (way: Way) => string;
  onChoose: (way: Way) => void;
};

/** Other ways to take a step, below its fields. */
export const OtherWays = <Way extends string>({ ways, label, onChoose }: Props<Way>) =>
  ways.length > 0 && (
    <Flex gap={3} wrap="wrap">
      {ways.map((way) => (
        <TextButton key={way} type="button" onClick={() => onChoose(way)}>
          {label(way)}
        </TextButton>
      ))}
    </Flex>
  );
