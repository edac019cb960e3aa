import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { waitFor } from '../../../shared/client/wait';
import { operationError } from '../../../shared/errors/operationError';
import { timeLimitOption } from '../../../shared/operation/fields';
import type { Item } from '../../../shared/operation/item';

const interval = {
	displayName: 'Interval (Seconds)',
	name: 'interval',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 10,
	description: 'Seconds between checks',
} satisfies INodeProperties;

const timeLimit = {
	...timeLimitOption,
	description: 'How many minutes to wait at most',
} satisfies INodeProperties;

/** How often to look, and for how long. */
export interface Patience {
	seconds: number;
	minutes: number;
}

/** The options of an operation that waits. @param minutes how long to wait at most, by default */
export function waitingOptions(minutes: number): [INodeProperties, INodeProperties] {
	return [interval, { ...timeLimit, default: minutes }];
}

/**
 * What is set in {@link waitingOptions}.
 *
 * @throws NodeOperationError that names the option which holds no number, or one that is too low
 */
export function readPatience(item: Item, minutes: number): Patience {
	const [often, atMost] = waitingOptions(minutes);
	return {
		seconds: readNumber(item, often, (value) => value >= 1, 'Enter a number of at least 1.'),
		minutes: readNumber(item, atMost, (value) => value > 0, 'Enter a number above 0.'),
	};
}

function readNumber(
	item: Item,
	option: INodeProperties,
	isRight: (value: number) => boolean,
	advice: string,
): number {
	const { [option.name]: given = option.default } = item.parameter<IDataObject>('options', {});
	// By itself, an empty text would be 0.
	const text = String(given).trim();
	const value = text === '' ? NaN : Number(text);
	if (Number.isFinite(value) && isRight(value)) return value;
	throw operationError(item.context, `"${option.displayName}" is not valid`, advice);
}

/**
 * Looks at a job again and again, until there is what is waited for, or the time is over.
 *
 * @param look gives what is waited for, `undefined` if it is not there yet
 */
export async function waitUntilFound<T>(
	{ client }: Item,
	{ seconds, minutes }: Patience,
	look: () => Promise<T | undefined>,
): Promise<T | undefined> {
	return await waitFor(client, look, minutes * 60_000, () => seconds * 1000);
}
