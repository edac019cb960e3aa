import { NodeApiError, NodeOperationError, UserError, type INode } from 'n8n-workflow';
import type { RequestFacts, Service } from '../client/service';
import { causeOf, type Cause } from './cause';
import { explain } from './explain';
import type { Failure } from './failure';

/** Where an error happens: an operation, which has an item, or a dropdown or trigger, which has none. */
export interface ErrorContext {
	getNode(): INode;
	getItemIndex?: () => number;
}

/** A sign-in that the service refused: signing in again with the same credential would not help. */
export class CredentialRefused extends UserError {
	/** For n8n, see `Cause`. */
	readonly failure = { cause: 'credential-invalid' } as const;
}

/** The error for what is not about a request: what is wrong, and what to do. */
export function operationError(
	context: ErrorContext,
	message: string,
	description: string,
	failure?: Cause,
): NodeOperationError {
	return new NodeOperationError(context.getNode(), message, {
		itemIndex: context.getItemIndex?.(),
		description,
		failure,
	});
}

/** The same for what an operator set: n8n 2.41 and later does not poll again at once with settings that cannot work. */
export function settingsError(
	context: ErrorContext,
	message: string,
	description: string,
): NodeOperationError {
	return operationError(context, message, description, { cause: 'configuration-invalid' });
}

/**
 * The one place where a failed request becomes an error of n8n's own kind. It is built from the
 * failure alone, never from the request, so that it holds no token, password or signed address.
 *
 * @param failure without secrets, see `redactFailure`
 */
export function apiError(
	context: ErrorContext,
	service: Service,
	failure: Failure,
	request: RequestFacts,
): NodeApiError {
	const { message, description } = explain(service, failure, request);
	return new NodeApiError(
		context.getNode(),
		{ message },
		{
			message,
			description,
			httpCode: failure.status?.toString(),
			itemIndex: context.getItemIndex?.(),
			failure: causeOf(failure),
		},
	);
}

/** What an error says and advises, as sentences to go into another one's description. */
export function sentencesOf(error: Error): string {
	const { description } = error as { description?: string | null };
	return [`${error.message.replace(/\.$/, '')}.`, description].filter(Boolean).join(' ');
}

/** Any other error, e.g. a bug, as one of n8n's own. */
export function asNodeError(context: ErrorContext, error: unknown): Error {
	if (error instanceof NodeOperationError || error instanceof NodeApiError) return error;
	return new NodeOperationError(context.getNode(), error as Error, {
		itemIndex: context.getItemIndex?.(),
		failure: error instanceof CredentialRefused ? error.failure : undefined,
	});
}

/** The error of a canceled execution. n8n knows it by the word "canceled", and starts no error workflow. */
export function canceled(context: ErrorContext): NodeOperationError {
	return operationError(context, 'The execution was canceled', 'Nothing more is sent.');
}
