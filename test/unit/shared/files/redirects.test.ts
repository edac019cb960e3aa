import type { IHttpRequestOptions, IN8nHttpFullResponse } from 'n8n-workflow';
import { followRedirects } from '../../../../nodes/shared/files/redirects';
import { fakeClient, ok } from '../support/fakes';

/** A storage that redirects from each address to the next. */
function storage(redirects: Record<string, [status: number, location: string]>) {
	const asked: Array<{ url: string; body: unknown }> = [];
	const destroyed: string[] = [];
	let bodies = 0;
	const send = async ({ url, body }: IHttpRequestOptions): Promise<IN8nHttpFullResponse> => {
		asked.push({ url, body });
		if (!(url in redirects)) return ok({ from: url });
		const [status, location] = redirects[url];
		const data = { destroy: () => void destroyed.push(url) };
		const response = { status, headers: { location }, data };
		// As n8n's helper has it for streams.
		throw Object.assign(new Error(`status ${status}`), { response });
	};
	const follow = async (method: 'GET' | 'POST', url: string) => {
		const make = async () => ({ body: `body ${++bodies}` });
		const { client } = fakeClient();
		return await followRedirects(client, { method, url }, make, send);
	};
	return { follow, asked, destroyed };
}

it('follows a download wherever it leads, and closes what it leaves', async () => {
	const { follow, asked, destroyed } = storage({
		'http://files.example.com/a?s=1': [301, 'https://files.example.com/a?s=1'],
		'https://files.example.com/a?s=1': [302, '/b'],
		'https://files.example.com/b': [307, 'https://cdn.example.net/c'],
	});
	const { body } = await follow('GET', 'http://files.example.com/a?s=1');
	expect(body).toEqual({ from: 'https://cdn.example.net/c' });
	expect(asked.map(({ url }) => url)).toEqual([
		'http://files.example.com/a?s=1',
		'https://files.example.com/a?s=1',
		'https://files.example.com/b',
		'https://cdn.example.net/c',
	]);
	expect(destroyed).toHaveLength(3);
});

it.each([307, 308])('sends an upload again from the beginning for a %i', async (status) => {
	const { follow, asked } = storage({
		'https://files.example.com/up': [status, 'https://other.example.net/up'],
	});
	await follow('POST', 'https://files.example.com/up');
	expect(asked).toEqual([
		{ url: 'https://files.example.com/up', body: 'body 1' },
		{ url: 'https://other.example.net/up', body: 'body 2' },
	]);
});

it.each([301, 302, 303])('sends an upload again for a %i that only encrypts it', async (status) => {
	const { follow, asked } = storage({
		'http://files.example.com/up?s=1': [status, 'https://files.example.com/up?s=1'],
	});
	expect((await follow('POST', 'http://files.example.com/up?s=1')).statusCode).toBe(200);
	expect(asked).toHaveLength(2);
});

it.each([
	[302, 'https://files.example.com/done'],
	[303, 'http://files.example.com/done'],
	[304, 'https://files.example.com/up'],
])('gives a %i that is not followed back to whoever uploads', async (status, location) => {
	const { follow, asked } = storage({ 'http://files.example.com/up': [status, location] });
	const answer = await follow('POST', 'http://files.example.com/up');
	expect(answer.statusCode).toBe(status);
	expect(asked).toHaveLength(1);
});

it('follows five redirects and no more', async () => {
	const chain = (length: number) =>
		Object.fromEntries(
			Array.from({ length }, (_, number): [string, [number, string]] => [
				`https://files.example.com/${number}`,
				[302, `/${number + 1}`],
			]),
		);
	const five = storage(chain(5));
	await expect(five.follow('GET', 'https://files.example.com/0')).resolves.toBeDefined();
	const six = storage(chain(6));
	await expect(six.follow('GET', 'https://files.example.com/0')).rejects.toThrow(
		'Service redirects the file too often',
	);
	expect(six.asked).toHaveLength(6);
});

it('never goes from an encrypted address to one that is not', async () => {
	const { follow, asked } = storage({
		'https://files.example.com/a': [302, 'http://files.example.com/a'],
	});
	await expect(follow('GET', 'https://files.example.com/a')).rejects.toThrow(
		'Service redirects the file to an address without encryption, which is not used',
	);
	expect(asked).toHaveLength(1);
});

it.each(['http://169.254.169.254/latest', 'http://127.0.0.1:5678/rest', 'http://[::1]/'])(
	'does not go to %s, in a private network',
	async (address) => {
		const { follow, asked } = storage({ 'http://files.example.com/a': [302, address] });
		await expect(follow('GET', 'http://files.example.com/a')).rejects.toThrow(/private network/);
		expect(asked).toHaveLength(1);
	},
);

it.each(['ftp://files.example.com/a', 'file:///etc/passwd', 'data:text/plain,x'])(
	'does not go to %s',
	async (address) => {
		const { follow, asked } = storage({ 'http://files.example.com/a': [302, address] });
		await expect(follow('GET', 'http://files.example.com/a')).rejects.toThrow(/gave no address/);
		expect(asked).toHaveLength(1);
	},
);

it('leaves any other failure what it is', async () => {
	const { client } = fakeClient();
	const failure = Object.assign(new Error('status 503'), { response: { status: 503 } });
	const send = async () => await Promise.reject(failure);
	const request = { method: 'GET' as const, url: 'https://files.example.com/a' };
	await expect(followRedirects(client, request, async () => ({}), send)).rejects.toBe(failure);
});
