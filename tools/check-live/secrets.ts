/** The secrets: from the environment, else asked for without showing what is typed. */
import { UsageError } from './checkError.ts';

/** What is asked for, by variable. */
const questions = {
	BRIGHT_RIVER_CLIENT_TOKEN: 'Bright River, Client Token',
	BRIGHT_RIVER_SESSION_TOKEN: 'Bright River, Session Token',
	SKYFISH_USERNAME: 'Skyfish, Username',
	SKYFISH_PASSWORD: 'Skyfish, Password',
	SKYFISH_API_KEY: 'Skyfish, API Key',
	SKYFISH_API_SECRET: 'Skyfish, API Secret',
};

export type Variable = keyof typeof questions;

/** Asks one question; undefined where nobody can be asked. */
export type Ask = ((question: string) => Promise<string>) | undefined;

/** The value of each variable; throws a UsageError that names those that are missing. */
export async function readSecrets<Name extends Variable>(
	names: Name[],
	environment: NodeJS.ProcessEnv,
	ask: Ask,
): Promise<Record<Name, string>> {
	const values: Partial<Record<Name, string>> = {};
	for (const name of names) {
		values[name] = (environment[name] ?? (await ask?.(`${questions[name]}: `)) ?? '').trim();
	}
	const missing = names.filter((name) => !values[name]);
	if (missing.length > 0) {
		const list = missing.map((name) => `${questions[name]} (${name})`).join('; ');
		throw new UsageError(
			`Still missing: ${list}. Set the environment variable, or start the check in a terminal and type it there.`,
		);
	}
	const unfit = names.find((name) => /[^\x20-\x7e]/.test(values[name] ?? '') && isHeader(name));
	if (unfit) throw new UsageError(`${questions[unfit]} holds a character that no token has.`);
	return values as Record<Name, string>;
}

function isHeader(name: Variable): boolean {
	return name.startsWith('BRIGHT_RIVER_');
}
