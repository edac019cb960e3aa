import type { PreSendAction } from 'n8n-workflow';
import { refused, type Refuser } from './refused';
import { beforeSending } from './beforeSending';
import { displayNameOf } from './displayName';

/** A `preSend` step that stops an item whose parameter `name` is empty before anything is sent. */
export function requireText(name: string): PreSendAction {
	return beforeSending((context, request) => {
		requireFilledText(context, displayNameOf(name), context.getNodeParameter(name, ''));
		return request;
	});
}

/** @throws NodeOperationError naming the field when `value` is empty or only white space */
export function requireFilledText(context: Refuser, displayName: string, value: unknown): void {
	if (String(value ?? '').trim() !== '') return;
	throw refused(
		context,
		`"${displayName}" is empty`,
		`Fill in "${displayName}". An expression here may have found nothing for this item.`,
	);
}
