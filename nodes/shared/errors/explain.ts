import { isUnread, LONGEST_RETRY_AFTER_SECONDS } from '../client/retry';
import type { Explanation, RequestFacts, Service } from '../client/service';
import type { Failure } from './failure';

/**
 * What a person reads about a failed request, with the service's own code and its number for the request.
 *
 * @param failure without secrets, see `redactFailure`
 */
export function explain(service: Service, failure: Failure, request: RequestFacts): Explanation {
	const { message, description } =
		service.explain(failure, request) ?? explainInGeneral(service.name, failure, request);
	const marks = [lineOf(failure.body.code), failure.requestId && `request ${failure.requestId}`];
	const suffix = marks.filter(Boolean).join(', ');
	return {
		message,
		description: suffix ? `${description} (${service.name}: ${suffix})` : description,
	};
}

/** What HTTP itself says, for every service. */
function explainInGeneral(name: string, failure: Failure, request: RequestFacts): Explanation {
	const { status, connectionCode, retryAfterSeconds } = failure;
	const advice = request.isRepeatable
		? AGAIN_LATER
		: `Check in ${name} whether it went through before retrying.`;
	if (status === undefined) return explainConnection(name, connectionCode ?? '', advice);
	if (status >= 300 && status < 400) {
		return {
			message: `${name} redirected the request, which is not followed`,
			description:
				'Following it could hand the tokens to another host. Check the base URL in the credential.',
		};
	}
	switch (status) {
		case 401:
			return {
				message: `${name} did not accept the credential`,
				description: `Open the ${name} API credential, enter it again and test it. Tokens expire after a while.`,
			};
		case 403:
			return {
				message: `${name} does not allow this for the account of the credential`,
				description:
					'Check that what you entered belongs to this account, and that its user is allowed to do this.',
			};
		case 404:
			return {
				message: `${name} could not find it`,
				description: 'Check the ID or the name that you entered.',
			};
		case 408:
		case 504:
			return {
				message: `${name} took too long to answer`,
				description: advice,
			};
		case 410:
			return {
				message: `${name} no longer has it`,
				description: 'It was deleted or archived and will not come back.',
			};
		case 429:
			return {
				message: `${name} received too many requests`,
				description: pause(retryAfterSeconds),
			};
		case 503:
			return {
				message: `${name} is not available right now`,
				description: isUnread(failure) ? pause(retryAfterSeconds) : advice,
			};
		case 406:
		case 411:
		case 415:
			return {
				message: `${name} did not accept the form of the request (status ${status})`,
				description:
					'Check the base URL in the credential. If it is right, report this as a bug in this node.',
			};
	}
	const ownWords = lineOf(failure.body.message);
	if (status >= 500) {
		return {
			message: `${name} had an internal error (${status})`,
			description: `${ownWords ? `${name} says: ${ownWords}. ` : ''}${advice}`,
		};
	}
	return {
		message: ownWords
			? `${name} says: ${ownWords}`
			: `${name} refused the request (status ${status})`,
		description: 'Check the fields of this node.',
	};
}

function explainConnection(name: string, code: string, advice: string): Explanation {
	switch (code) {
		case 'ECONNREFUSED':
		case 'EHOSTUNREACH':
		case 'ENETUNREACH':
			return {
				message: `${name} cannot be reached`,
				description: `Nothing answers at its address (${code}). Check the base URL in the credential and the network of n8n.`,
			};
		case 'ENOTFOUND':
		case 'EAI_AGAIN':
			return {
				message: `The address of ${name} could not be found`,
				description: `Check the base URL in the credential and the network of n8n (${code}).`,
			};
		case 'ETIMEDOUT':
		case 'ECONNABORTED':
			return {
				message: `${name} took too long to answer`,
				description: `${advice} "Timeout" in the request options sets how long to wait.`,
			};
		default:
			return {
				message: `The connection to ${name} broke before it had answered`,
				description: `${advice} (${code})`,
			};
	}
}

function pause(retryAfterSeconds?: number): string {
	return retryAfterSeconds !== undefined && retryAfterSeconds > LONGEST_RETRY_AFTER_SECONDS
		? `It asks to wait ${retryAfterSeconds} seconds. Run the workflow again after that.`
		: AGAIN_LATER;
}

const AGAIN_LATER =
	'It was tried several times. Run the workflow again later, or send fewer items at once.';

/** The longest text of a service that is shown to a person. */
const LONGEST_TEXT = 300;

/** A service's own short text, without what could break a line. */
export function lineOf(value: unknown): string | undefined {
	if (typeof value !== 'string' || value.trim() === '') return undefined;
	const line = value
		.replace(/\p{Cc}+/gu, ' ')
		.trim()
		.replace(/\.$/, '');
	return line.length > LONGEST_TEXT ? `${line.slice(0, LONGEST_TEXT)}…` : line;
}
