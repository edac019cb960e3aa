/** `npm run check:live`: tries a real account, says what works, and writes a report. */
import { writeFile } from 'node:fs/promises';
import { help, readArguments } from './arguments.ts';
import type { Command } from './arguments.ts';
import { check } from './check.ts';
import type { CheckOptions } from './check.ts';
import { Interrupted, UsageError } from './checkError.ts';
import { askHidden } from './prompt.ts';
import { summary } from './report.ts';
import { readSecrets } from './secrets.ts';

async function optionsOf(command: Command): Promise<CheckOptions> {
	const ask = process.stdin.isTTY ? askHidden : undefined;
	const { write, review, follow, followMs } = command;
	const pace = { pollMs: 3000, patienceMs: 300_000, followMs };
	const options: CheckOptions = { write, review, follow, pace };
	if (command.services.includes('bright-river')) {
		const secrets = await readSecrets(
			['BRIGHT_RIVER_CLIENT_TOKEN', 'BRIGHT_RIVER_SESSION_TOKEN'],
			process.env,
			ask,
		);
		options.brightRiver = {
			baseUrl: command.brightRiverUrl,
			clientToken: secrets.BRIGHT_RIVER_CLIENT_TOKEN,
			sessionToken: secrets.BRIGHT_RIVER_SESSION_TOKEN,
		};
	}
	if (command.services.includes('skyfish')) {
		const secrets = await readSecrets(
			['SKYFISH_USERNAME', 'SKYFISH_PASSWORD', 'SKYFISH_API_KEY', 'SKYFISH_API_SECRET'],
			process.env,
			ask,
		);
		options.skyfish = {
			baseUrl: command.skyfishUrl,
			username: secrets.SKYFISH_USERNAME,
			password: secrets.SKYFISH_PASSWORD,
			apiKey: secrets.SKYFISH_API_KEY,
			apiSecret: secrets.SKYFISH_API_SECRET,
		};
	}
	return options;
}

async function run(): Promise<number> {
	const command = readArguments(process.argv.slice(2), process.cwd());
	if (command === 'help') {
		process.stdout.write(help);
		return 0;
	}
	const options = await optionsOf(command);
	const stop = new AbortController();
	process.once('SIGINT', () => {
		process.stderr.write('Stopping, and cleaning up. Press Ctrl-C again to leave at once.\n');
		stop.abort();
		process.once('SIGINT', () => process.exit(1));
	});
	const say = (line: string) => void (command.json || process.stdout.write(`${line}\n`));
	const report = await check(options, say, stop.signal);
	const text = `${JSON.stringify(report, null, '\t')}\n`;
	await writeFile(command.report, text);
	process.stdout.write(command.json ? text : summary(report));
	if (!command.json) process.stdout.write(`The report is in ${command.report}.\n`);
	return report.ok ? 0 : 1;
}

try {
	process.exitCode = await run();
} catch (error) {
	if (!(error instanceof UsageError) && !(error instanceof Interrupted)) throw error;
	process.stderr.write(`${error.message || 'Stopped.'}\n`);
	process.exitCode = 2;
}
