/** The report can be attached to an issue: it holds nothing of whose account it is. */
import { UsageError } from '../../../tools/check-live/checkError';
import { readArguments } from '../../../tools/check-live/arguments';
import { summary } from '../../../tools/check-live/report';
import { readSecrets } from '../../../tools/check-live/secrets';
import { filledSandbox, names, optionsFor, runCheck } from './support';

test('holds no secret, no name, no address, no id', async () => {
	const { sandbox, deliveredId } = await filledSandbox();
	const { brightRiver, skyfish } = sandbox;
	try {
		const options = { ...optionsFor(sandbox), write: true, review: deliveredId };
		const { report } = await runCheck(options);
		const text = JSON.stringify(report) + summary(report);
		const secrets = [
			...[brightRiver.clientToken, brightRiver.sessionToken, brightRiver.url],
			...[skyfish.username, skyfish.password, skyfish.apiKey, skyfish.apiSecret, skyfish.url],
			...[
				...Object.values(names),
				'Sandbox Admin',
				'Photo team',
				'Products',
				'Job 1',
				'check-live-1',
			],
			...['http://', 'sessionid', 'Signature', '127.0.0.1', String(deliveredId)],
		];
		for (const secret of secrets) expect(text).not.toContain(secret);
		expect(report.calls.length).toBeGreaterThan(40);
	} finally {
		await sandbox.stop();
	}
});

test('wrong tokens are said, and nothing is left behind', async () => {
	const { sandbox } = await filledSandbox();
	try {
		const options = optionsFor(sandbox);
		options.brightRiver!.sessionToken = 'expired';
		options.skyfish!.password = 'wrong';
		const { report } = await runCheck(options);
		expect(report.ok).toBe(false);
		expect(report.notes.map(({ text }) => text)).toEqual([
			expect.stringContaining('did not accept the tokens'),
			expect.stringContaining('did not accept the sign-in'),
		]);
	} finally {
		await sandbox.stop();
	}
});

test.each([
	[['--client-token=secret'], 'not taken from the command line'],
	[['--bright-river-url', 'http://api.example.com'], 'Use https://'],
	[['--service', 'other'], 'must be bright-river, skyfish or both'],
	[['--review', '5'], 'needs --write'],
])('%j is refused in words', (words, message) => {
	expect(() => readArguments(words, '/')).toThrow(UsageError);
	expect(() => readArguments(words, '/')).toThrow(message);
});

test('half of the tokens is not enough', async () => {
	const wanted = ['BRIGHT_RIVER_CLIENT_TOKEN', 'BRIGHT_RIVER_SESSION_TOKEN'] as const;
	const environment = { BRIGHT_RIVER_CLIENT_TOKEN: 'client' };
	await expect(readSecrets([...wanted], environment, undefined)).rejects.toThrow(
		'Still missing: Bright River, Session Token (BRIGHT_RIVER_SESSION_TOKEN)',
	);
});
