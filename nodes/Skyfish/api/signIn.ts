import { createHmac } from 'node:crypto';
import type { IN8nHttpFullResponse } from 'n8n-workflow';
import type { Explanation } from '../../shared/client/service';

/** A sign-in is valid this long before and after its own time (document 003, appendix B.1), in seconds. */
const SIGN_IN_WINDOW_SECONDS = 60;

/**
 * The code that proves the secret: lower-case hex HMAC-SHA1 over `<api key>:<unix seconds>`.
 */
export function signInCode(apiKey: string, apiSecret: string, ts: number): string {
	return createHmac('sha1', apiSecret).update(`${apiKey}:${ts}`).digest('hex');
}

/** Whether a sign-in failed for a reason that may pass by itself. */
export function isPassing(statusCode: number): boolean {
	return statusCode === 408 || statusCode === 429 || statusCode >= 500;
}

/** An API that signs in would not answer like this: something else is at the address. */
function isNoApi(statusCode: number): boolean {
	return statusCode < 400 || [404, 405, 410].includes(statusCode);
}

/** What the test of a credential shows where nobody answers: n8n has the code of the connection alone. */
export function explainNoAnswer(code: string): Explanation {
	const unknown = /^(ENOTFOUND|EAI_AGAIN)$/.test(code);
	const isSecure = !/^(EPROTO|ERR_TLS|ERR_SSL|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO)/.test(code);
	const what = unknown
		? 'The address of Skyfish could not be found'
		: isSecure
			? 'Skyfish cannot be reached'
			: 'Skyfish could not be reached by https';
	return {
		message: `${what} (${code})`,
		description: 'Check the base URL in the Skyfish API credential and the network of n8n.',
	};
}

/**
 * Why a sign-in failed. A clock that is off looks like a wrong secret to the service, so its own time in
 * the answer's `Date` header is compared with ours.
 *
 * @param ts the time that was sent, in unix seconds
 */
export function explainSignIn(
	{ statusCode, headers }: IN8nHttpFullResponse,
	ts: number,
): Explanation {
	const serviceTime = Date.parse(String(headers.date ?? '')) / 1000;
	const offSeconds = Math.round(ts - serviceTime);
	if ((statusCode === 401 || statusCode === 403) && Math.abs(offSeconds) > SIGN_IN_WINDOW_SECONDS) {
		return {
			message: `The clock of n8n is ${Math.abs(offSeconds)} seconds ${offSeconds > 0 ? 'ahead of' : 'behind'} that of Skyfish`,
			description:
				'Skyfish accepts a sign-in only if both clocks differ by less than a minute. Set the clock of the machine that n8n runs on.',
		};
	}
	if (isNoApi(statusCode)) {
		return {
			message: `There is no Skyfish API at the base URL (status ${statusCode})`,
			description:
				'Check the base URL in the Skyfish API credential: it is https://api.colourbox.com, or the address that Skyfish gave to your company.',
		};
	}
	if (statusCode >= 400 && !isPassing(statusCode)) {
		return {
			message: 'Skyfish did not accept the sign-in',
			description:
				'Check username, password, API key and API secret in the Skyfish API credential.',
		};
	}
	return {
		message: `Skyfish could not sign in (status ${statusCode})`,
		description:
			'Check the base URL in the Skyfish API credential. If it is right, try again later.',
	};
}
