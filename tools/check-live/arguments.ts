/** The flags of `npm run check:live`. */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { UsageError } from './checkError.ts';

export const help = `Tries a real account of Bright River, Skyfish or both before you trust it to a workflow.

Usage: npm run check:live -- [options]

  --service NAME            bright-river, skyfish or both (default both)
  --write                   also create a test job with one photo, cancelled at the end, and a folder
                            with one picture in Skyfish, removed at the end; nothing is ordered
  --review JOB_ID           with --write: accept the photos of this job, which is done
  --follow JOB_ID           watch the statuses of this job, reading only; several with commas
  --follow-minutes N        how long (default 60)
  --bright-river-url URL    base URL (default https://api.bright-river.com)
  --skyfish-url URL         base URL (default https://api.colourbox.com)
  --report FILE             where the report goes (default check-live-report.json)
  --json                    print the report as JSON, and nothing else
  --help                    print this

Without --write, --review and --follow it only reads. The secrets are asked for, or taken from the
environment, never from the command line:

  BRIGHT_RIVER_CLIENT_TOKEN, BRIGHT_RIVER_SESSION_TOKEN
  SKYFISH_USERNAME, SKYFISH_PASSWORD, SKYFISH_API_KEY, SKYFISH_API_SECRET

The report holds no secret, name, photo or address: it can be attached to an issue.
Ends with 0 when everything works, 1 when something does not, 2 when it could not begin.
`;

export interface Command {
	services: ('bright-river' | 'skyfish')[];
	write: boolean;
	review?: number;
	follow: number[];
	followMs: number;
	brightRiverUrl: string;
	skyfishUrl: string;
	report: string;
	json: boolean;
}

/** Reads the flags; throws a UsageError for the first that is wrong, `help` for --help. */
export function readArguments(words: string[], folder: string): Command | 'help' {
	const values = parse(words);
	if (values.help) return 'help';
	const service = values.service ?? 'both';
	if (!['bright-river', 'skyfish', 'both'].includes(service)) {
		throw new UsageError('--service must be bright-river, skyfish or both.');
	}
	const review = values.review === undefined ? undefined : jobId('--review', values.review);
	if (review !== undefined && !values.write) {
		throw new UsageError('--review accepts photos, so it needs --write too.');
	}
	return {
		services: service === 'both' ? ['bright-river', 'skyfish'] : [service as 'skyfish'],
		write: values.write ?? false,
		review,
		follow: (values.follow?.split(',') ?? []).map((text) => jobId('--follow', text)),
		followMs: minutes(values['follow-minutes'] ?? '60'),
		brightRiverUrl: baseUrl(
			'--bright-river-url',
			values['bright-river-url'] ?? 'https://api.bright-river.com',
		),
		skyfishUrl: baseUrl('--skyfish-url', values['skyfish-url'] ?? 'https://api.colourbox.com'),
		report: resolve(folder, values.report ?? 'check-live-report.json'),
		json: values.json ?? false,
	};
}

function parse(words: string[]) {
	const secret = words.find((word) => /^--?[\w-]*(token|password|secret|key|username)/i.test(word));
	if (secret !== undefined) {
		throw new UsageError(
			`${secret.split('=')[0]} is not taken from the command line, where others can read it. Leave it out: you are asked for it; or set the environment variable that --help names. If you gave a real one, have it replaced.`,
		);
	}
	try {
		return parseArgs({
			args: words,
			options: {
				service: { type: 'string' },
				write: { type: 'boolean' },
				review: { type: 'string' },
				follow: { type: 'string' },
				'follow-minutes': { type: 'string' },
				'bright-river-url': { type: 'string' },
				'skyfish-url': { type: 'string' },
				report: { type: 'string' },
				json: { type: 'boolean' },
				help: { type: 'boolean' },
			},
		}).values;
	} catch {
		// Node's own message repeats the words, and one of them may be a secret.
		throw new UsageError('There is an option that does not exist, or has no value. See --help.');
	}
}

function jobId(flag: string, text: string): number {
	if (!/^\s*[1-9]\d{0,14}\s*$/.test(text)) throw new UsageError(`${flag} needs the id of a job.`);
	return Number(text);
}

function minutes(text: string): number {
	if (!/^\d{1,5}$/.test(text)) throw new UsageError('--follow-minutes needs a number of minutes.');
	return Number(text) * 60_000;
}

/** An address that secrets may be sent to. */
function baseUrl(flag: string, text: string): string {
	const url = URL.canParse(text) ? new URL(text) : undefined;
	if (!url || !['http:', 'https:'].includes(url.protocol)) {
		throw new UsageError(`${flag} needs an address such as https://api.example.com.`);
	}
	if (url.username || url.password || url.search) {
		throw new UsageError(`${flag} must not hold a user name, a password or a query.`);
	}
	const isHere = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
	if (url.protocol === 'http:' && !isHere) {
		throw new UsageError(
			`${flag} begins with http://, so your secrets would be readable on their way. Use https://.`,
		);
	}
	return url.href.replace(/\/+$/, '');
}
