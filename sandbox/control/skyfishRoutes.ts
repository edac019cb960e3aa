/** `/_sandbox/…` on the API's origin: steering the sandbox from another process, without tokens. */
import type { FastifyInstance } from 'fastify';
import { controlPath } from '../server/httpServer.ts';
import { folderAnswer } from '../skyfish/api/answers.ts';
import { bodyOf } from '../skyfish/api/bodies.ts';
import {
	optionalInteger,
	optionalText,
	requiredText,
	textList,
} from '../skyfish/api/parameters.ts';
import { idIn } from '../skyfish/api/resources.ts';
import type { SkyfishService } from '../skyfish/domain/service.ts';
import type { SkyfishSandbox } from '../skyfish/sandbox.ts';
import { orRefuse } from './steeringRoutes.ts';

export function skyfishControlRoutes(
	server: FastifyInstance,
	sandbox: SkyfishSandbox,
	service: SkyfishService,
): void {
	/** A button: a POST without a body that answers nothing. */
	const button = (path: string, press: () => void | Promise<void>) =>
		server.post(`${controlPath}${path}`, async (_request, reply) => {
			await press();
			return await reply.code(204).send();
		});
	button('imports/finish', async () => await sandbox.finishImports());
	button('zips/finish', async () => await sandbox.finishZips());
	button('index', () => sandbox.refreshIndex());
	button('tokens/expire', () => sandbox.expireTokens());

	server.post(
		`${controlPath}clock`,
		async (request, reply) =>
			await orRefuse(reply, () => {
				sandbox.setClockOffset(Number(bodyOf(request).offsetMs));
				return { offsetMs: service.clock.offset, now: service.clock.now() };
			}),
	);

	server.get(`${controlPath}media`, async () => sandbox.allMedia());

	server.get(`${controlPath}media/:id`, async (request, reply) => {
		const media = sandbox.media(idIn(request, 'id'));
		return media ?? (await reply.code(404).send({ message: 'There is no such media' }));
	});

	server.post(`${controlPath}media`, async (request, reply) => {
		const body = bodyOf(request);
		const content = optionalText(body, 'content');
		const { keywords } = body;
		return await orRefuse(reply, async () => ({
			unique_media_id: await sandbox.addMedia({
				folderId: optionalInteger(body, 'folderId'),
				fileName: optionalText(body, 'fileName'),
				content: content === undefined ? undefined : Buffer.from(content, 'base64'),
				title: optionalText(body, 'title'),
				keywords: keywords === undefined ? undefined : textList('keywords', keywords),
			}),
		}));
	});

	server.post(`${controlPath}media/many`, async (request, reply) => {
		const { count, lastMs } = bodyOf(request);
		return await orRefuse(reply, async () => ({
			ids: await sandbox.addMediaOver(Number(count), Number(lastMs)),
		}));
	});

	server.post(`${controlPath}media/:id/title`, async (request) => {
		const title = requiredText(bodyOf(request), 'title');
		sandbox.retitle(idIn(request, 'id'), title);
		return { title };
	});

	server.post(`${controlPath}media/:id/progress`, async (request) => {
		const percent = optionalInteger(bodyOf(request), 'percent') ?? 0;
		sandbox.setImportProgress(idIn(request, 'id'), percent);
		return { percent };
	});

	server.get(`${controlPath}folders`, async () =>
		service.folders.list(sandbox.companyId).map(folderAnswer),
	);

	server.post(`${controlPath}folders`, async (request, reply) => {
		const body = bodyOf(request);
		return await orRefuse(reply, () => ({
			id: sandbox.addFolder(requiredText(body, 'name'), optionalInteger(body, 'parent')),
		}));
	});

	server.get(`${controlPath}passwordresets`, async () => sandbox.passwordResets());

	server.get(`${controlPath}settings`, async () => {
		const { now, ...settings } = service.settings;
		return { ...settings, url: sandbox.url, storageUrl: sandbox.storageUrl, now: now() };
	});
}
