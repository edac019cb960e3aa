/** The flags of `npm run identity`. */
import { parseArgs } from 'node:util';
import type { Author, Identity } from './identity.ts';

export const help = `Says whose project this is, in every place that states it: manifests, links to the documentation, licence.

Usage: npm run identity -- --owner NAME --repository NAME [--author "NAME <EMAIL>"]
       npm run identity -- --check

  --owner NAME              the person or organization on GitHub
  --repository NAME         the repository there, which has to be public for n8n's scan
  --author "NAME <EMAIL>"   who answers for the packages; default: as it is
  --check                   change nothing; end with 1 where a place still holds the placeholder
  --help                    print this
`;

/** A flag that is wrong or missing; the message is for whoever typed it. */
export class UsageError extends Error {}

/** What is to be done: to print the help, to look, or to set what is given. */
export type Command = 'help' | 'check' | (Omit<Identity, 'author'> & { author?: Author });

/** Reads the flags. Throws a {@link UsageError} for the first that is wrong. */
export function readArguments(words: string[]): Command {
	const values = parse(words);
	if (values.help) return 'help';
	if (values.check) return 'check';
	return {
		owner: nameOnGitHub('--owner', values.owner, /^[a-z\d](?:-?[a-z\d])*$/i),
		repository: nameOnGitHub('--repository', values.repository, /^(?!.*\.git$)[\w.-]+$/),
		author: values.author === undefined ? undefined : authorOf(values.author),
	};
}

function parse(args: string[]) {
	try {
		const flag = { type: 'boolean' } as const;
		const text = { type: 'string' } as const;
		const options = { owner: text, repository: text, author: text, check: flag, help: flag };
		return parseArgs({ args, options }).values;
	} catch (error) {
		throw new UsageError((error as Error).message);
	}
}

function nameOnGitHub(flag: string, value: string | undefined, pattern: RegExp): string {
	if (value === undefined) throw new UsageError(`${flag} is missing.`);
	if (!pattern.test(value)) throw new UsageError(`${flag} is no name on GitHub: ${value}`);
	return value;
}

function authorOf(value: string): Author {
	const found = /^([^<>]+?)\s*<([^\s<>@]+@[^\s<>@]+)>$/.exec(value);
	if (!found)
		throw new UsageError(`--author has to be like "Ada Lovelace <ada@example.com>": ${value}`);
	return { name: found[1], email: found[2] };
}
