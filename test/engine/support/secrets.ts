import type { Sandbox } from '../../../sandbox/index';

/** What a sandbox's credentials hold and what was made of it: none of it may show up anywhere. */
export function secretsOf(sandbox: Sandbox): string[] {
	const signIns = sandbox.skyfish.requests
		.filter(({ path }) => path.endsWith('/userpasshmac'))
		.map(({ body }) => String((body as { hmac?: string }).hmac));
	const tokens = sandbox.skyfish.requests
		.map(({ headers }) => /Token=(\w+)/.exec(String(headers.authorization ?? ''))?.[1] ?? '')
		.filter((token) => token !== '');
	const { brightRiver, skyfish } = enteredSecrets(sandbox);
	return [...new Set([...brightRiver, ...skyfish, ...signIns, ...tokens])];
}

/** What a person enters into each credential, without what may be seen. */
export function enteredSecrets({ brightRiver, skyfish }: Sandbox) {
	return {
		brightRiver: [brightRiver.clientToken, brightRiver.sessionToken],
		skyfish: [skyfish.password, skyfish.apiKey, skyfish.apiSecret],
	};
}

/** Every text in a value, wherever it is: names, hidden properties, buffers, maps, causes of errors. */
export function textsIn(value: unknown, seen = new Set<unknown>()): string[] {
	if (typeof value === 'string') return [value];
	if (typeof value !== 'object' || value === null || seen.has(value)) return [];
	seen.add(value);
	if (Buffer.isBuffer(value)) return [value.toString('latin1')];
	const inCollection = value instanceof Map || value instanceof Set ? [...value] : [];
	const inObject = Reflect.ownKeys(value).flatMap((key) => [
		String(key),
		...textsIn(Object.getOwnPropertyDescriptor(value, key)?.value, seen),
	]);
	return [...inObject, ...inCollection.flatMap((one) => textsIn(one, seen))];
}
