import { startSandbox } from '../../../../sandbox/index';
import type { Sandbox, SkyfishSandbox } from '../../../../sandbox/index';
import { loginHmac } from '../../../../sandbox/skyfish/domain/secrets';
import { ask, clientOf, loginBody } from './support';

let sandbox: Sandbox;
let skyfish: SkyfishSandbox;

beforeAll(async () => {
	sandbox = await startSandbox({ manual: true });
	skyfish = sandbox.skyfish;
});
afterEach(() => skyfish.setClockOffset(0));
afterAll(async () => await sandbox.stop());

const login = async (more: Record<string, unknown> = {}) =>
	await ask(`${skyfish.url}/authenticate/userpasshmac`, 'POST', loginBody(skyfish, more));

test("the document's check value opens the door at its time", async () => {
	const hmac = '7e42196943a343e7494fc2636a3f7313edfcd81f';
	expect(loginHmac('company2key', 'company2secret', '1429187979')).toBe(hmac);
	const then = await startSandbox({ manual: true, now: () => 1_429_187_979_000 });
	try {
		const { url, username, password } = then.skyfish;
		const body = { username, password, key: 'company2key', ts: 1429187979, hmac };
		const { status, json } = await ask(`${url}/authenticate/userpasshmac`, 'POST', body);
		expect(status).toBe(200);
		expect(json).toEqual({
			token: expect.stringMatching(/^[0-9a-f]{40}$/),
			type: 1,
			ownerIdentifier: then.skyfish.userId,
			validUntil: 1429187979 + 30 * 24 * 3600,
		});
	} finally {
		await then.stop();
	}
});

test.each([
	['hmac', (hmac: string) => hmac.toUpperCase()],
	['hmac', () => 'no'],
	['key', () => 'other'],
	['username', () => 'nobody@sandbox.example'],
	['password', () => 'wrong'],
])('a wrong %s is refused', async (name, change) => {
	const { status, json } = await login({ [name]: change(loginBody(skyfish)[name]) });
	expect(status).toBe(401);
	expect(json).toEqual({ message: expect.any(String) });
});

test("the timestamp may be 60 seconds from the server's clock, whatever ours says", async () => {
	const now = Math.floor(Date.now() / 1000);
	for (const [seconds, status] of [
		[-59, 200],
		[-62, 401],
		[59, 200],
		[62, 401],
	]) {
		expect((await login({ ts: now + seconds })).status).toBe(status);
	}
	skyfish.setClockOffset(3_600_000);
	const late = await login();
	expect(late.status).toBe(401);
	const serverTime = Date.parse(late.headers.get('date') ?? '');
	expect(Math.abs(serverTime - Date.now() - 3_600_000)).toBeLessThan(5000);
	expect((await login({ ts: String(Math.floor(serverTime / 1000)) })).status).toBe(200);
});

test.each(['username', 'password', 'key', 'ts', 'hmac'])('without %s', async (name) => {
	const body = { ...loginBody(skyfish), [name]: undefined };
	const { status, json } = await ask(`${skyfish.url}/authenticate/userpasshmac`, 'POST', body);
	expect([status, json.message]).toEqual([400, `The parameter ${name} is missing`]);
});

test('a body that is no JSON object', async () => {
	for (const body of ['{', '[]', '"text"', '']) {
		const answer = await ask(`${skyfish.url}/authenticate/userpasshmac`, 'POST', body);
		expect(answer.status).toBe(400);
	}
});

test('every other call needs a token, in the one form there is', async () => {
	const { token, headers } = await clientOf(skyfish);
	const whoami = async (Authorization?: string) =>
		(await ask(`${skyfish.url}/whoami`, 'GET', undefined, Authorization ? { Authorization } : {}))
			.status;
	expect(await whoami(headers.Authorization)).toBe(200);
	expect(await whoami()).toBe(401);
	for (const wrong of [
		token,
		`Bearer ${token}`,
		`CBX-SIMPLE-TOKEN ${token}`,
		`CBX-SIMPLE-TOKEN token=${token}`,
		`CBX-SIMPLE-TOKEN Token=${token}0`,
		'CBX-SIMPLE-TOKEN Token=',
	]) {
		expect(await whoami(wrong)).toBe(401);
	}
	const encoded = Buffer.from(headers.Authorization).toString('base64');
	const inUrl = await ask(`${skyfish.url}/whoami?authorization=${encoded}`, 'GET');
	expect(inUrl.status).toBe(401);
});

test('whoami tells who is signed in', async () => {
	const { json } = await (await clientOf(skyfish)).call('GET', '/whoami');
	const { username, companyId: company_id, userId: id } = skyfish;
	expect(json).toMatchObject({ id, username, company_id, fullname: 'Sandbox Admin' });
});

test('tokens end after 30 days, or when told to', async () => {
	const client = await clientOf(skyfish);
	const state = async (token = client.token) =>
		(await ask(`${skyfish.url}/authenticate/simpletoken/${token}`, 'GET')).json.TokenStatus;
	expect(await state()).toBe('valid');
	expect(await state('no-such-token')).toBe('invalid');
	skyfish.setClockOffset(30 * 24 * 3_600_000);
	expect(await state()).toBe('invalid');
	expect((await client.call('GET', '/whoami')).status).toBe(401);
	skyfish.setClockOffset(0);
	expect((await client.call('GET', '/whoami')).status).toBe(200);
	skyfish.expireTokens();
	expect(await state()).toBe('invalid');
	expect((await client.call('GET', '/folder')).status).toBe(401);
	expect((await (await clientOf(skyfish)).call('GET', '/folder')).status).toBe(200);
});

test('the lifetime of tokens can be set', async () => {
	const brief = await startSandbox({ manual: true, skyfishTokenLifetimeMs: 5000 });
	try {
		const client = await clientOf(brief.skyfish);
		expect((await client.call('GET', '/whoami')).status).toBe(200);
		brief.skyfish.setClockOffset(5001);
		expect((await client.call('GET', '/whoami')).status).toBe(401);
	} finally {
		await brief.stop();
	}
});

test('a password reset says nothing about who exists', async () => {
	const reset = async (body: object) =>
		await ask(`${skyfish.url}/authenticate/userpass/reset`, 'POST', body);
	for (const username of [skyfish.username, 'nobody@sandbox.example']) {
		const { status, json } = await reset({ username });
		expect([status, json]).toEqual([204, '']);
	}
	expect(skyfish.passwordResets()).toEqual([skyfish.username, 'nobody@sandbox.example']);
	expect((await reset({})).status).toBe(400);
});

test('who signs up has a Skyfish of their own, and sees no other', async () => {
	const body = {
		name: 'Trial Company',
		email: 'trial@sandbox.example',
		password: 'sandbox-trial-password',
		locale: 'da-DK',
	};
	const signUp = async (more: object = {}) =>
		await ask(`${skyfish.url}/signup`, 'POST', { ...body, ...more });
	const { status, json } = await signUp();
	expect(status).toBe(201);
	const { company, user } = json;
	expect(json).toEqual({
		company: { id: expect.any(Number), href: `${skyfish.url}/company/${company.id}` },
		user: { id: expect.any(Number), href: `${skyfish.url}/user/${user.id}` },
	});
	expect((await signUp()).status).toBe(409);
	expect((await signUp({ email: 'nowhere' })).status).toBe(400);
	expect((await signUp({ email: 'b@sandbox.example', locale: 'danish' })).status).toBe(400);

	const client = await clientOf(skyfish, { username: body.email, password: body.password });
	expect(await client.get(`/company/${company.id}/diskusage`)).toEqual({
		used: 0,
		max: 1_000_000_000,
	});
	expect(await client.get('/folder')).toEqual([
		expect.objectContaining({ name: 'Trash', company_id: company.id }),
	]);
	expect(await client.get(`/company/${company.id}/apikeys`)).toHaveLength(1);
	for (const path of [
		`/company/${skyfish.companyId}/users`,
		`/user/${skyfish.userId}/folders`,
		`/folder/${skyfish.rootFolderId}`,
		'/search/colourbox/download?q=coffee&return_values=title',
	]) {
		expect((await client.call('GET', path)).status).toBe(403);
	}
});
