import { NodeOperationError, type INode } from 'n8n-workflow';
import { causeOf } from '../../../../nodes/shared/errors/cause';
import { readFailure, type Failure } from '../../../../nodes/shared/errors/failure';
import {
	apiError,
	asNodeError,
	CredentialRefused,
	settingsError,
} from '../../../../nodes/shared/errors/operationError';
import { brightRiver } from '../../../../nodes/BrightRiver/api/service';

const context = { getNode: () => ({ name: 'Trigger' }) as INode };
const failed = (failure: Partial<Failure>): Failure => ({ body: {}, ...failure });

it.each<[Partial<Failure>, object | undefined]>([
	[
		{ status: 429, retryAfterSeconds: 90 },
		{ cause: 'rate-limited', retryAfterMs: 90_000 },
	],
	[{ status: 429 }, { cause: 'rate-limited' }],
	[
		{ status: 503, retryAfterSeconds: 5 },
		{ cause: 'temporarily-unavailable', retryAfterMs: 5000 },
	],
	[{ status: 503 }, { cause: 'temporarily-unavailable' }],
	[{ status: 500 }, { cause: 'temporarily-unavailable' }],
	[{ status: 408 }, { cause: 'temporarily-unavailable' }],
	[{ connectionCode: 'ECONNRESET' }, { cause: 'temporarily-unavailable' }],
	[{ connectionCode: 'ENOTFOUND' }, { cause: 'temporarily-unavailable' }],
	[{ status: 401 }, { cause: 'credential-invalid' }],
	[{ status: 404 }, { cause: 'configuration-invalid' }],
	[{ status: 403 }, { cause: 'configuration-invalid' }],
	[{ status: 302 }, { cause: 'configuration-invalid' }],
	[{ status: 418 }, undefined],
	[{ connectionCode: 'DEPTH_ZERO_SELF_SIGNED_CERT' }, undefined],
])('of %j', (failure, cause) => {
	expect(causeOf(failed(failure))).toEqual(cause);
});

it('is what n8n finds on the errors of a node', async () => {
	const error = apiError(context, brightRiver, failed({ status: 429, retryAfterSeconds: 90 }), {
		path: '/search',
	});
	expect(error.failure).toEqual({ cause: 'rate-limited', retryAfterMs: 90_000 });
	expect(settingsError(context, 'm', 'd').failure).toEqual({ cause: 'configuration-invalid' });
	const refused = asNodeError(context, new CredentialRefused('m')) as NodeOperationError;
	expect(refused.failure).toEqual({ cause: 'credential-invalid' });
	// An error of ours is no failed request.
	expect(await readFailure(error)).toBeUndefined();
});
