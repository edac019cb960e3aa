/** Files at addresses that the services give out: without any secret, redirects by hand. */
import { CheckError } from './checkError.ts';
import { whyUnreachable } from './caller.ts';
import type { Session } from './session.ts';

export interface Fetched {
	status: number;
	headers: Headers;
	bytes: Buffer;
	/** The first redirect, if there was one. */
	redirect: 'none' | 'same-host' | 'other-host';
}

const mostHops = 5;

/** Fetches a file, or posts a form; a redirect of a form is followed where it is to be sent again. */
export async function fetchFile(session: Session, url: string, form?: FormData): Promise<Fetched> {
	let address = new URL(url);
	let redirect: Fetched['redirect'] = 'none';
	for (let hop = 0; hop <= mostHops; hop++) {
		const response = await ask(session, address, form);
		const location = response.headers.get('location');
		const again =
			form === undefined ? response.status >= 300 : [307, 308].includes(response.status);
		if (response.status >= 400 || !again || location === null) {
			const bytes = Buffer.from(await response.arrayBuffer());
			return { status: response.status, headers: response.headers, bytes, redirect };
		}
		await response.body?.cancel();
		const next = new URL(location, address);
		if (redirect === 'none')
			redirect = next.hostname === address.hostname ? 'same-host' : 'other-host';
		address = next;
	}
	throw new CheckError(`The storage redirects more than ${mostHops} times.`);
}

async function ask(session: Session, address: URL, form?: FormData): Promise<Response> {
	try {
		const method = form === undefined ? 'GET' : 'POST';
		return await fetch(address, {
			method,
			body: form,
			redirect: 'manual',
			signal: session.signal(),
		});
	} catch (error) {
		session.goOn();
		throw new CheckError(`The storage cannot be reached: ${whyUnreachable(error)}`);
	}
}
