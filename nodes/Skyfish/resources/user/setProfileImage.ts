import type { INodeExecutionData } from 'n8n-workflow';
import { requireNoPage } from '../../../shared/client/response';
import { requestOf } from '../../../shared/client/route';
import { operationError } from '../../../shared/errors/operationError';
import { inputFile } from '../../../shared/files/inputFile';
import { fileTurn } from '../../../shared/files/transfer';
import { uploadFile } from '../../../shared/files/upload';
import type { Operation } from '../../../shared/operation/define';
import { inputBinaryField } from '../../../shared/operation/fields';
import type { Item } from '../../../shared/operation/item';
import { userId } from '../../locators';

async function uploadProfileImage(item: Item): Promise<INodeExecutionData[]> {
	const { client, context } = item;
	const user = item.id(userId);
	const file = await inputFile(context, item.text('binaryPropertyName'));
	if (!file.mimeType.startsWith('image/')) {
		throw operationError(
			context,
			`The file "${file.fileName}" is not an image`,
			`Its type is ${file.mimeType}. Choose a field with a JPEG or PNG image.`,
		);
	}
	const { url } = requestOf(setProfileImage.call, { userId: user });
	const { sent, answer } = await fileTurn(client, async () => {
		// In one piece, so that n8n can send it again with a new token.
		const content = await file.open();
		const whole = Buffer.isBuffer(content)
			? content
			: await context.helpers.binaryToBuffer(content);
		const inOnePiece = { ...file, open: async () => whole };
		return await uploadFile(client, { url, signed: true }, inOnePiece, { field: 'file' });
	});
	requireNoPage(context, answer);
	return [{ json: { success: true, userId: user, fileName: file.fileName, ...sent } }];
}

/** The picture goes to the API itself, as a form. */
export const setProfileImage: Operation = {
	name: 'Set Profile Image',
	value: 'setProfileImage',
	action: 'Set the profile image of a user',
	description: 'Upload a new profile image of a user',
	document: '003, 11.4',
	call: 'POST /user/{userId}/profileimage',
	fields: [userId, inputBinaryField],
	run: uploadProfileImage,
};
