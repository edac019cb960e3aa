import { parseArgs } from 'node:util';
import { DemoError } from './demoError.ts';

/** What `npm run demo -- …` was asked for. */
export interface DemoArguments {
	/** Ends by itself, with exit code 0 only if all went well. */
	once: boolean;
	/** Folder with the photos to send; without it the demo makes its own. */
	photos?: string;
	/** Folder for the edited photos. */
	out?: string;
	/** n8n's port; without it any free one. */
	n8nPort?: number;
	help: boolean;
}

export const usage = `Runs the whole way of a photo on this machine: a real n8n with this package in it, and a
sandbox in place of Bright River and Skyfish.

Usage: npm run demo -- [options]

  --photos FOLDER   send the photos of this folder (default: three that the demo makes itself)
  --out FOLDER      where the edited photos go, an empty or new folder (default: .demo/<time>)
  --n8n-port PORT   where n8n answers (default: any free port)
  --once            end when the edited photos are back; the exit code tells whether all went well
  --help            show this`;

const seeHelp = 'All options: npm run demo -- --help';

/** Reads the command line. Throws a {@link DemoError} for what it does not know or cannot be. */
export function readArguments(args: string[]): DemoArguments {
	const { values, positionals } = parse(args);
	if (positionals.length > 0) {
		throw new DemoError(`"${positionals[0]}" is not an option of the demo. ${seeHelp}`);
	}
	for (const name of ['photos', 'out', 'n8n-port'] as const) {
		if (values[name]?.trim() === '') throw new DemoError(`--${name} needs a value. ${seeHelp}`);
	}
	return {
		once: values.once ?? false,
		photos: values.photos,
		out: values.out,
		n8nPort: values['n8n-port'] === undefined ? undefined : readPort(values['n8n-port']),
		help: values.help ?? false,
	};
}

function parse(args: string[]) {
	try {
		return parseArgs({
			args,
			allowPositionals: true,
			options: {
				once: { type: 'boolean' },
				photos: { type: 'string' },
				out: { type: 'string' },
				'n8n-port': { type: 'string' },
				help: { type: 'boolean' },
			},
		});
	} catch (error) {
		// Node's own first sentence says which option; what follows is about Node's parser.
		const [sentence] = (error as Error).message.split(/\.\s|\n/);
		throw new DemoError(`${sentence.replace(/\.$/, '')}. ${seeHelp}`);
	}
}

function readPort(text: string): number {
	const port = Number(text);
	if (/^\d+$/.test(text) && port >= 1 && port <= 65_535) return port;
	throw new DemoError(`--n8n-port must be a number from 1 to 65535, not "${text}".`);
}
