import type { IDataObject } from 'n8n-workflow';
import { beforeSending } from '../../../shared/beforeSending';
import { readId } from '../../../shared/ids';

/** Sends the folder in "Parent", or `null` for the top where there is none. */
export const sendParent = beforeSending((context, request) => {
	const value = context.getNodeParameter('parent', '', { extractValue: true });
	const parent = String(value ?? '') === '' ? null : readId(context, 'Parent', value);
	return { ...request, body: { ...(request.body as IDataObject), parent } };
});
