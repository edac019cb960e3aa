/** The flags of `npm run sandbox`. */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { SandboxOptions } from '../options.ts';
import { parseReadings } from '../readings/readings.ts';
import type { ChosenReadings } from '../readings/readings.ts';

export const help = `Runs Bright River's and Skyfish's services on this machine, for trying the nodes out.

Usage: npm run sandbox -- [options]

  --port N                 port of the API (default 8765, 0 for any free one)
  --storage-port N         port of the storage, where files go in and out (default 8766)
  --ftp-port N             port of the storage's FTP server (default: 3 more than --storage-port)
  --skyfish-port N         port of Skyfish's API (default: 2 more than --port)
  --skyfish-storage-port N port of Skyfish's storage (default: 2 more than --storage-port)
  --host H                 address to listen on (default 127.0.0.1; 0.0.0.0 for all)
  --data FOLDER            where jobs and files are kept (default .sandbox)
  --stage-seconds N        how long a job stays in each status that passes by itself (default 1)
  --index-lag-seconds N    how far search lags behind (default 0.5, or 0 with --manual)
  --import-seconds N       how long Skyfish imports an uploaded file (default 1)
  --manual                 jobs move only when told to: POST /_sandbox/jobs/ID/advance
                           and Skyfish finishes imports: POST /_sandbox/imports/finish
                           and zip files: POST /_sandbox/zips/finish
  --readings LIST          how points that the documents leave open are read: contrary, or such as
                           upload-field=image,total-jobs=missing (the board shows them all)
  --json                   print one line of JSON when ready, for other programs
  --help                   print this
`;

/** Something to tell the person at the keyboard, in one sentence. */
export class CommandLineError extends Error {}

export type Command =
	| { kind: 'help' }
	| { kind: 'start'; json: boolean; options: SandboxOptions & { dataFolder: string } };

/** Reads the flags; throws a CommandLineError for the first that is wrong. */
export function readCommandLine(words: string[], workingFolder: string): Command {
	const values = parse(words);
	if (values.help) return { kind: 'help' };
	const lag = seconds('--index-lag-seconds', values['index-lag-seconds']);
	const skyfishPort = optionalPort('--skyfish-port', values['skyfish-port']);
	const ftpPort = optionalPort('--ftp-port', values['ftp-port']);
	const skyfishStoragePort = optionalPort('--skyfish-storage-port', values['skyfish-storage-port']);
	return {
		kind: 'start',
		json: values.json ?? false,
		options: {
			brightRiverPort: port('--port', values.port ?? '8765'),
			brightRiverStoragePort: port('--storage-port', values['storage-port'] ?? '8766'),
			host: values.host ?? '127.0.0.1',
			dataFolder: resolve(workingFolder, values.data ?? '.sandbox'),
			stageMs: seconds('--stage-seconds', values['stage-seconds'] ?? '1'),
			indexLagMs: lag,
			manual: values.manual ?? false,
			brightRiverFtpPort: ftpPort,
			skyfishPort,
			skyfishStoragePort,
			skyfishImportMs: seconds('--import-seconds', values['import-seconds']),
			readings: readings(values.readings),
		},
	};
}

/** FTP's and Skyfish's ports follow the first two unless they are given; where those are any free ones, so are these. */
export function withFollowingPorts(options: SandboxOptions): SandboxOptions {
	const after = (port = 0, by = 2) => (port === 0 ? 0 : Math.min(port + by, 65535));
	const { brightRiverPort, brightRiverStoragePort } = options;
	return {
		...options,
		brightRiverFtpPort: options.brightRiverFtpPort ?? after(brightRiverStoragePort, 3),
		skyfishPort: options.skyfishPort ?? after(brightRiverPort),
		skyfishStoragePort: options.skyfishStoragePort ?? after(brightRiverStoragePort),
	};
}

function parse(words: string[]) {
	try {
		return parseArgs({
			args: words,
			options: {
				port: { type: 'string' },
				'storage-port': { type: 'string' },
				'ftp-port': { type: 'string' },
				'skyfish-port': { type: 'string' },
				'skyfish-storage-port': { type: 'string' },
				'import-seconds': { type: 'string' },
				host: { type: 'string' },
				data: { type: 'string' },
				'stage-seconds': { type: 'string' },
				'index-lag-seconds': { type: 'string' },
				readings: { type: 'string' },
				manual: { type: 'boolean' },
				json: { type: 'boolean' },
				help: { type: 'boolean' },
			},
		}).values;
	} catch (error) {
		const [sentence] = (error as Error).message.split(/\.\s/);
		throw new CommandLineError(`${sentence}. See --help.`);
	}
}

function port(flag: string, text: string): number {
	const number = /^\d{1,5}$/.test(text) ? Number(text) : NaN;
	if (!(number <= 65535)) {
		throw new CommandLineError(`${flag} needs a number from 0 to 65535, not "${text}".`);
	}
	return number;
}

function optionalPort(flag: string, text: string | undefined): number | undefined {
	return text === undefined ? undefined : port(flag, text);
}

function readings(list: string | undefined): ChosenReadings | undefined {
	if (list === undefined) return undefined;
	try {
		return parseReadings(list);
	} catch (error) {
		throw new CommandLineError(`--readings: ${(error as Error).message}.`);
	}
}

/** Milliseconds. */
function seconds(flag: string, text: string): number;
function seconds(flag: string, text: string | undefined): number | undefined;
function seconds(flag: string, text: string | undefined): number | undefined {
	if (text === undefined) return undefined;
	if (!/^\d+(\.\d+)?$/.test(text)) {
		throw new CommandLineError(`${flag} needs a number of seconds, not "${text}".`);
	}
	return Math.round(Number(text) * 1000);
}
