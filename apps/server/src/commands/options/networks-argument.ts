import { InvalidArgumentError } from 'commander';
import { createAddressList } from '../../kit/network/address-list.ts';

/** Adds a network, or one address, to those that were given before it. */
export function networksArgument(text: string, networks: readonly string[]): readonly string[] {
  try {
    createAddressList([text]);
  } catch (error) {
    throw new InvalidArgumentError(`${(error as Error).message}.`);
  }
  return [...networks, text];
}
