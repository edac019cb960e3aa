/** What every API request must bring: tokens, a right to the job, Accept, Content-Type, Content-Length. */
import type { FastifyRequest } from 'fastify';
import type { Account, BrightRiverService } from '../domain/service.ts';
import {
	forbidden,
	lengthRequired,
	missingHeader,
	notAcceptable,
	unauthorized,
	unsupportedMediaType,
} from '../errors.ts';

const accounts = new WeakMap<FastifyRequest, Account>();

/** Who sent a request that passed checkRequirements(). */
export function accountOf(request: FastifyRequest): Account {
	const account = accounts.get(request);
	if (!account) throw unauthorized('X-Session-Token');
	return account;
}

/** Throws the documents' answer to the first thing that is wrong with a request's headers. */
export function checkRequirements(service: BrightRiverService, request: FastifyRequest): void {
	const account = checkTokens(service, request);
	accounts.set(request, account);
	const jobId = Number((request.params as { jobId?: string }).jobId);
	const job = Number.isSafeInteger(jobId) ? service.jobs.find(jobId) : undefined;
	if (job && job.accountId !== account.id) throw forbidden();
	if (!namesJson(request.headers.accept)) throw notAcceptable();
	if (request.method !== 'POST' && request.method !== 'PUT') return;
	const length = request.headers['content-length'];
	const hasBody = length !== '0' && (length ?? request.headers['transfer-encoding']) !== undefined;
	const contentType = request.headers['content-type'];
	const missing = contentType === undefined || contentType === '';
	if (missing ? hasBody : !isSupported(contentType)) throw unsupportedMediaType();
	if (length === undefined) throw lengthRequired();
}

function checkTokens(service: BrightRiverService, request: FastifyRequest): Account {
	const clientToken = request.headers['x-client-token'];
	const sessionToken = request.headers['x-session-token'];
	if (!clientToken) throw missingHeader('X-Client-Token');
	if (!sessionToken) throw missingHeader('X-Session-Token');
	if (clientToken !== service.settings.clientToken) throw unauthorized('X-Client-Token');
	const account = service.accounts.find((one) => one.sessionToken === sessionToken);
	if (!account) throw unauthorized('X-Session-Token');
	return account;
}

/** Whether an Accept header explicitly accepts JSON: `application/json` or `application/*`, not at q=0. */
export function namesJson(accept: string | undefined): boolean {
	return (accept ?? '').split(',').some((range) => {
		const [type, ...parameters] = range.split(';').map((part) => part.trim().toLowerCase());
		const refused = parameters.some((parameter) => /^q\s*=\s*0(\.0*)?$/.test(parameter));
		return (type === 'application/json' || type === 'application/*') && !refused;
	});
}

function isSupported(contentType: string): boolean {
	const type = contentType.split(';')[0].trim().toLowerCase();
	return type === 'application/json' || type === 'application/x-www-form-urlencoded';
}
