import type { IExecutePaginationFunctions, INodeExecutionData } from 'n8n-workflow';
import { nothingIn } from '../../../shared/answer';
import { inputBinaryField } from '../../../shared/fields';
import { inputFile } from '../../../shared/files/inputFile';
import { uploadForm } from '../../../shared/files/uploadForm';
import { idOf } from '../../../shared/ids';
import type { Operation } from '../../../shared/operation';
import { refused } from '../../../shared/refused';
import { forEachItem } from '../../../shared/transport';
import { fileTurn } from '../../../shared/turns';
import { userId } from '../../fields';
import { skyfish } from '../../skyfishService';

async function uploadProfileImage(
	this: IExecutePaginationFunctions,
): Promise<INodeExecutionData[]> {
	const user = idOf(this, userId);
	const field = this.getNodeParameter('binaryPropertyName') as string;
	const file = await inputFile(this, field);
	if (!file.mimeType.startsWith('image/')) {
		throw refused(
			this,
			`The file "${file.fileName}" is not an image`,
			`It is of the type ${file.mimeType}. Choose a field that holds a JPEG or PNG picture.`,
		);
	}
	const { sent, answer } = await fileTurn(this, skyfish, async () => {
		// In one piece, so that it can be sent again with a new token.
		const content = await file.open();
		const whole = Buffer.isBuffer(content) ? content : await this.helpers.binaryToBuffer(content);
		const url = `/user/${user}/profileimage`;
		const inOnePiece = { ...file, open: async () => whole };
		return await uploadForm(this, skyfish, url, inOnePiece, { field: 'file', signed: true });
	});
	nothingIn(this, answer);
	return [{ json: { success: true, userId: user, fileName: file.fileName, ...sent } }];
}

/** `POST /user/:id/profileimage`, document 003, 11.4. */
export const setProfileImage: Operation = {
	option: {
		name: 'Set Profile Image',
		value: 'setProfileImage',
		action: 'Set the profile image of a user',
		description: 'Upload a new picture of a user',
		routing: {
			request: { method: 'POST', url: '/user/{userId}/profileimage' },
			operations: { pagination: forEachItem(skyfish, uploadProfileImage) },
		},
	},
	fields: [userId, inputBinaryField],
};
