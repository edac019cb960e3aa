import { Activity } from '../network/activity';
import { promise } from './broken';

/**
 * P9: none of the secrets is in anything that people or n8n's database see.
 *
 * @param seen events, errors, log lines, what a trigger remembers
 * @throws BrokenPromise
 */
export function isSilent(seen: unknown[], secrets: string[]): void {
	const text = JSON.stringify(seen, (_, value: unknown) => {
		if (value instanceof Activity) return value.name;
		if (!(value instanceof Error)) return value;
		const { message, stack } = value;
		// What else an error has is saved with it, what it was made from only for programmers to see.
		return { ...value, message, stack };
	});
	const found = secrets.filter((secret) => text.includes(secret));
	promise('P9', found.length === 0, () => `${found.join(', ')} in ${text.slice(0, 2_000)}`);
}
