import type { IExecuteSingleFunctions, IHttpRequestOptions, PreSendAction } from 'n8n-workflow';

/** Where a step leaves its error for the door. */
const failedStep = Symbol('failed step');

type Checked = IHttpRequestOptions & { [failedStep]?: unknown };

/**
 * Makes a `preSend` step whose error is thrown by the door (`forEachItem`) instead of by the step itself:
 * n8n loses the pairing of an item that fails in `preSend`. After a failed step the others are skipped.
 */
export function beforeSending(
	step: (context: IExecuteSingleFunctions, request: IHttpRequestOptions) => IHttpRequestOptions,
): PreSendAction {
	return async function (this: IExecuteSingleFunctions, request: Checked) {
		if (failedStep in request) return request;
		try {
			return step(this, request);
		} catch (error) {
			return { ...request, [failedStep]: error };
		}
	};
}

/** Throws the error that a step left. */
export function throwFailedStep(request: IHttpRequestOptions): void {
	if (failedStep in request) throw (request as Checked)[failedStep];
}
